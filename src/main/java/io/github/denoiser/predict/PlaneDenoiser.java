// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.outlier.OutlierFill;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.sharpen.SharpeningFilter;

/**
 * Denoises a plane, or a region of it, as a {@link DenoisingConfig} says: the passes,
 * then the strength, what was removed, and the sharpening. The normalisation is that
 * of the whole original plane in every pass, so a region is what it is in the whole
 * plane, but for fixed sizes ({@link #context}). A network of several channels takes as
 * many planes at once. Outliers are kept from the network and put back; where they cover
 * an area, that is denoised on a larger scale. Holds one or two planes of floats for each,
 * and uses them again. Not thread-safe.
 */
public final class PlaneDenoiser {

	private final ShapeRules rules;
	private final Predictor predictor;
	private final DenoisingConfig config;
	/** The greatest factor by which noise may ask for smaller images: regions are aligned to it. */
	private final int factor;
	private List<Img<FloatType>> values;
	private List<Img<FloatType>> spare;

	/** One for planes whose noise asks for no smaller images. */
	public PlaneDenoiser(final ShapeRules rules, final Predictor predictor, final DenoisingConfig config) {
		this(rules, predictor, config, 1);
	}

	/**
	 * @param rules of the network
	 * @param predictor runs the network
	 * @param factor the greatest of the planes' {@link io.github.denoiser.noise.NoiseTreatment#factor()}
	 */
	public PlaneDenoiser(final ShapeRules rules, final Predictor predictor, final DenoisingConfig config,
		final int factor)
	{
		this.rules = rules;
		this.predictor = predictor;
		this.config = config;
		this.factor = factor;
	}

	/** @return how many steps {@link #denoise} takes */
	public int steps(final Interval plane, final Interval region) {
		final Interval context = context(plane, region);
		int steps = 0;
		// Smaller images have as many phases as they are smaller.
		for (int phase = 0; phase < factor * factor; phase++) {
			steps += predictor.steps(Math.max(1, (context.dimension(0) - phase % factor) / factor),
				Math.max(1, (context.dimension(1) - phase / factor) / factor));
		}
		return config.passes() * steps;
	}

	/**
	 * @param planes 2-D, of one size, as many as the network has channels; may hold NaN and infinite pixels
	 * @param scales of each whole plane
	 * @param region the part to denoise, within the planes
	 * @param removed is given the originals minus the denoised regions, before these are
	 *          sharpened; null if nobody asks
	 * @return the region's result in each plane, beginning at 0, 0; valid until the next call
	 */
	public <T extends RealType<T>> List<RandomAccessibleInterval<FloatType>> denoise(
		final List<? extends RandomAccessibleInterval<T>> planes, final List<PlaneScale> scales, final Interval region,
		final Consumer<List<RandomAccessibleInterval<FloatType>>> removed, final CancelToken cancel,
		final Runnable stepDone)
	{
		final Interval context = context(planes.get(0), region);
		final List<RandomAccessibleInterval<T>> originals = new ArrayList<>();
		for (final RandomAccessibleInterval<T> plane : planes) {
			originals.add(Intervals.equals(plane, context) ? plane : Views.interval(plane, context));
		}
		allocate(context, planes.size(), removed != null);
		final List<OutlierFill> fills = fills(planes, scales, context, cancel);
		treatedPass(inputs(originals, fills), scales, cancel, stepDone);
		for (int c = 0; c < scales.size(); c++) {
			final double gain = scales.get(c).gain();
			if (gain != 1) PlaneArithmetic.stretch(values.get(c), scales.get(c).common().offset(), gain);
		}
		denoiseAreas(planes, scales, fills, cancel);
		each(fills, values, OutlierFill::putBack);
		final double share = config.strength() / DenoisingConfig.FULL_STRENGTH;
		for (int c = 0; c < originals.size() && share < 1; c++) {
			PlaneArithmetic.blend(originals.get(c), share, values.get(c));
		}
		if (removed != null) {
			for (int c = 0; c < originals.size(); c++) {
				PlaneArithmetic.subtract(originals.get(c), values.get(c), spare.get(c));
			}
			removed.accept(part(spare, context, region));
		}
		if (config.sharpen() > 0) sharpen(fills);
		return part(values, context, region);
	}

	/** The same as {@link #pass}, after what is to be done about the noise. */
	private void treatedPass(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> inputs,
		final List<PlaneScale> scales, final CancelToken cancel, final Runnable stepDone)
	{
		if (scales.stream().allMatch(scale -> scale.treatment().isNothing())) {
			pass(inputs, normalizations(scales), cancel, stepDone);
			return;
		}
		final int most = scales.stream().mapToInt(scale -> scale.treatment().factor()).max().orElse(1);
		final int w = Math.toIntExact(inputs.get(0).dimension(0));
		final int h = Math.toIntExact(inputs.get(0).dimension(1));
		new NoisePass(w, h, scales, most).run(inputs, values, (small, outputs, normalizations) -> {
			final List<Img<FloatType>> other = config.passes() > 1 ? floats(outputs.get(0), outputs.size()) : null;
			final List<Img<FloatType>> result = passes(small, outputs, other, normalizations, cancel, stepDone);
			for (int c = 0; c < outputs.size() && result != outputs; c++) {
				PlaneArithmetic.copy(result.get(c), outputs.get(c));
			}
		});
	}

	/** Applies the network to the inputs, as often as the passes say: into {@link #values}. */
	private void pass(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> inputs,
		final List<AffineNormalization> normalizations, final CancelToken cancel, final Runnable stepDone)
	{
		if (passes(inputs, values, spare, normalizations, cancel, stepDone) != values) swap();
	}

	/**
	 * @param outputs receives the result of every pass but those that go from it into {@code other}
	 * @param other needed for more than one pass
	 * @return which of the two holds the result of the last pass
	 */
	private List<Img<FloatType>> passes(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> inputs,
		final List<Img<FloatType>> outputs, final List<Img<FloatType>> other,
		final List<AffineNormalization> normalizations, final CancelToken cancel, final Runnable stepDone)
	{
		predictor.predict(inputs, outputs, normalizations, cancel, stepDone);
		List<Img<FloatType>> result = outputs;
		for (int pass = 1; pass < config.passes(); pass++) {
			final List<Img<FloatType>> next = result == outputs ? other : outputs;
			predictor.predict(result, next, normalizations, cancel, stepDone);
			result = next;
		}
		return result;
	}

	/**
	 * Finds out what a network that was trained with symmetric noise takes from the mean of
	 * single photons: one that sees a tenth of a photon a pixel loses a twentieth of them.
	 *
	 * @param planes as for {@link #denoise}
	 * @return the scales, those of sparse planes with a gain that keeps the mean
	 */
	public <T extends RealType<T>> List<PlaneScale> withGains(final List<? extends RandomAccessibleInterval<T>> planes,
		final List<PlaneScale> scales, final CancelToken cancel)
	{
		if (scales.stream().noneMatch(PlaneScale::isSparse)) return scales;
		final PlaneDenoiser network = network();
		final List<MeanGain> gains = scales.stream().map(scale -> new MeanGain(scale.common().offset()))
			.collect(Collectors.toList());
		for (final Interval region : MeanGain.regions(planes.get(0))) {
			final List<RandomAccessibleInterval<FloatType>> denoised = network.denoise(planes, scales, region, null, cancel,
				() -> {});
			for (int c = 0; c < gains.size(); c++) {
				gains.get(c).add(Views.interval(planes.get(c), region), denoised.get(c));
			}
		}
		final List<PlaneScale> fitted = new ArrayList<>();
		for (int c = 0; c < scales.size(); c++) {
			final PlaneScale scale = scales.get(c);
			fitted.add(scale.isSparse() ? scale.withGain(gains.get(c).value()) : scale);
		}
		return fitted;
	}

	/** @return one that does what the network makes of a plane, and nothing to it afterwards */
	private PlaneDenoiser network() {
		return new PlaneDenoiser(rules, predictor,
			DenoisingConfig.builder().passes(config.passes()).fixedSize(config.fixedSize()).build(), factor);
	}

	/** What is too bright for the common scale, and covers an area, is denoised on the upper one. */
	private <T extends RealType<T>> void denoiseAreas(final List<? extends RandomAccessibleInterval<T>> planes,
		final List<PlaneScale> scales, final List<OutlierFill> fills, final CancelToken cancel)
	{
		Interval area = null;
		for (final OutlierFill fill : fills) {
			final Interval some = fill == null ? null : fill.area();
			if (some != null) area = area == null ? some : Intervals.union(area, some);
		}
		if (area == null) return;
		final PlaneDenoiser other = network();
		final List<PlaneScale> upper = scales.stream().map(scale -> new PlaneScale(scale.upper()))
			.collect(Collectors.toList());
		final Interval context = other.context(planes.get(0), area);
		other.allocate(context, planes.size(), false);
		final List<OutlierFill> still = fills(planes, upper, context, cancel);
		final List<RandomAccessibleInterval<T>> originals = new ArrayList<>();
		for (final RandomAccessibleInterval<T> plane : planes) {
			originals.add(Views.interval(plane, context));
		}
		other.pass(inputs(originals, still), normalizations(upper), cancel, () -> {});
		each(still, other.values, OutlierFill::putBack);
		for (int c = 0; c < fills.size(); c++) {
			if (fills.get(c) != null)
				fills.get(c).useForAreas(Views.translate(other.values.get(c), context.min(0), context.min(1)));
		}
	}

	/** Outliers are not sharpened: they would leave holes around them. */
	private void sharpen(final List<OutlierFill> fills) {
		each(fills, values, OutlierFill::takeOut);
		final SharpeningFilter filter = new SharpeningFilter(config.sharpen());
		for (int c = 0; c < values.size(); c++) {
			filter.apply(values.get(c), spare.get(c));
		}
		swap();
		each(fills, values, OutlierFill::putBack);
	}

	/** @return of each plane, what is filled in of it; null for one that has no outliers */
	private static List<OutlierFill> fills(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes,
		final List<PlaneScale> scales, final Interval context, final CancelToken cancel)
	{
		final List<OutlierFill> fills = new ArrayList<>();
		for (int c = 0; c < planes.size(); c++) {
			fills.add(OutlierFill.of(planes.get(c), context, scales.get(c), cancel));
		}
		return fills;
	}

	private static List<RandomAccessibleInterval<? extends RealType<?>>> inputs(
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> originals, final List<OutlierFill> fills)
	{
		final List<RandomAccessibleInterval<? extends RealType<?>>> inputs = new ArrayList<>();
		for (int c = 0; c < originals.size(); c++) {
			final OutlierFill fill = fills.get(c);
			final Interval size = originals.get(c);
			inputs
				.add(fill == null ? originals.get(c) : ArrayImgs.floats(fill.values(), size.dimension(0), size.dimension(1)));
		}
		return inputs;
	}

	private static List<AffineNormalization> normalizations(final List<PlaneScale> scales) {
		return scales.stream().map(PlaneScale::common).collect(Collectors.toList());
	}

	private static void each(final List<OutlierFill> fills, final List<Img<FloatType>> images,
		final BiConsumer<OutlierFill, Img<FloatType>> action)
	{
		for (int c = 0; c < fills.size(); c++) {
			if (fills.get(c) != null) action.accept(fills.get(c), images.get(c));
		}
	}

	/**
	 * @return what has to be computed for a region: with what its borders depend on, and
	 *         on the network's grid. Fixed sizes see the whole plane. At an edge of the plane
	 *         it reaches further on the other side, so that regions of one size always make
	 *         tiles of one size, for which the same memory is used again.
	 */
	Interval context(final Interval plane, final Interval region) {
		if (rules.isFixedSize()) return plane;
		final int margin = margin();
		final int grid = rules.divisor() * factor;
		final long[] min = new long[2];
		final long[] max = new long[2];
		for (int d = 0; d < 2; d++) {
			// Enough wherever the region lies on the network's grid.
			final long size = region.dimension(d) + 2L * margin + grid - 1;
			final long first = Math.max(0, Math.min(region.min(d) - margin - plane.min(d), plane.dimension(d) - size));
			min[d] = plane.min(d) + first / grid * grid;
			max[d] = Math.min(plane.max(d), Math.max(min[d] + size - 1, region.max(d) + margin));
		}
		return new FinalInterval(min, max);
	}

	/** @return what is looked at of a plane for a region: outliers are told by what surrounds them */
	Interval seen(final Interval plane, final Interval region) {
		return OutlierFill.seen(plane, context(plane, region));
	}

	/** How far around a region its result depends on the plane, in pixels. */
	public int margin() {
		// With the pixels that a phase leaves out at an edge.
		return factor * config.passes() * rules.halo() + (factor > 1 ? factor : 0) + (config.sharpen() > 0 ? 1 : 0);
	}

	private void allocate(final Interval context, final int planes, final boolean removed) {
		if (values == null || values.size() != planes || !Intervals.equalDimensions(values.get(0), context)) {
			values = floats(context, planes);
			spare = null;
		}
		final boolean two = removed || config.passes() > 1 || config.sharpen() > 0;
		if (two && spare == null) spare = floats(context, planes);
	}

	private static List<Img<FloatType>> floats(final Interval size, final int planes) {
		final List<Img<FloatType>> floats = new ArrayList<>();
		for (int c = 0; c < planes; c++) {
			floats.add(ArrayImgs.floats(size.dimension(0), size.dimension(1)));
		}
		return floats;
	}

	private void swap() {
		final List<Img<FloatType>> others = values;
		values = spare;
		spare = others;
	}

	private static List<RandomAccessibleInterval<FloatType>> part(final List<Img<FloatType>> images,
		final Interval context, final Interval region)
	{
		final boolean all = Intervals.equals(context, region);
		final List<RandomAccessibleInterval<FloatType>> parts = new ArrayList<>();
		for (final Img<FloatType> image : images) {
			parts.add(
				all ? image : Views.zeroMin(Views.interval(Views.translate(image, context.min(0), context.min(1)), region)));
		}
		return parts;
	}
}
