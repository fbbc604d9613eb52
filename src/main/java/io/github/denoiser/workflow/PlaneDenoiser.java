package io.github.denoiser.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.config.DenoisingConfig;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.predict.Predictor;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.sharpen.SharpeningFilter;

/**
 * Denoises a plane, or a region of it, as a {@link DenoisingConfig} says: the passes,
 * then the strength, what was removed, and the sharpening. The normalisation is that
 * of the whole original plane in every pass, so a region is what it is in the whole
 * plane, but for fixed sizes ({@link #context}). A network of several channels takes as
 * many planes at once. Holds one or two of floats for each, and uses them again. Not
 * thread-safe.
 */
final class PlaneDenoiser {

	private final ShapeRules rules;
	private final Predictor predictor;
	private final DenoisingConfig config;
	private List<Img<FloatType>> values;
	private List<Img<FloatType>> spare;

	/**
	 * @param rules of the network
	 * @param predictor runs the network
	 */
	PlaneDenoiser(final ShapeRules rules, final Predictor predictor, final DenoisingConfig config) {
		this.rules = rules;
		this.predictor = predictor;
		this.config = config;
	}

	/** @return how many steps {@link #denoise} takes */
	int steps(final Interval plane, final Interval region) {
		final Interval context = context(plane, region);
		return config.passes() * predictor.steps(context.dimension(0), context.dimension(1));
	}

	/**
	 * @param planes 2-D, of one size, as many as the network has channels; may hold NaN and infinite pixels
	 * @param scales the normalisation of each whole plane
	 * @param region the part to denoise, within the planes
	 * @param removed is given the originals minus the denoised regions, before these are
	 *          sharpened; null if nobody asks
	 * @return the region's result in each plane, beginning at 0, 0; valid until the next call
	 */
	<T extends RealType<T>> List<RandomAccessibleInterval<FloatType>> denoise(
		final List<? extends RandomAccessibleInterval<T>> planes, final List<AffineNormalization> scales, final Interval region,
		final Consumer<List<RandomAccessibleInterval<FloatType>>> removed, final CancelToken cancel, final Runnable stepDone)
	{
		final Interval context = context(planes.get(0), region);
		final List<RandomAccessibleInterval<T>> originals = new ArrayList<>();
		for (final RandomAccessibleInterval<T> plane : planes) {
			originals.add(Intervals.equals(plane, context) ? plane : Views.interval(plane, context));
		}
		allocate(context, planes.size(), removed != null);
		predictor.predict(originals, values, scales, cancel, stepDone);
		for (int pass = 1; pass < config.passes(); pass++) {
			predictor.predict(values, spare, scales, cancel, stepDone);
			swap();
		}
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
		if (config.sharpen() > 0) {
			final SharpeningFilter filter = new SharpeningFilter(config.sharpen());
			for (int c = 0; c < originals.size(); c++) {
				filter.apply(values.get(c), spare.get(c));
			}
			swap();
		}
		return part(values, context, region);
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
		final long[] min = new long[2];
		final long[] max = new long[2];
		for (int d = 0; d < 2; d++) {
			// Enough wherever the region lies on the network's grid.
			final long size = region.dimension(d) + 2L * margin + rules.divisor() - 1;
			final long first = Math.max(0, Math.min(region.min(d) - margin - plane.min(d), plane.dimension(d) - size));
			min[d] = plane.min(d) + first / rules.divisor() * rules.divisor();
			max[d] = Math.min(plane.max(d), Math.max(min[d] + size - 1, region.max(d) + margin));
		}
		return new FinalInterval(min, max);
	}

	/** How far around a region its result depends on the plane, in pixels. */
	int margin() {
		return config.passes() * rules.halo() + (config.sharpen() > 0 ? 1 : 0);
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

	private static List<RandomAccessibleInterval<FloatType>> part(final List<Img<FloatType>> images, final Interval context,
		final Interval region)
	{
		final boolean all = Intervals.equals(context, region);
		final List<RandomAccessibleInterval<FloatType>> parts = new ArrayList<>();
		for (final Img<FloatType> image : images) {
			parts.add(all ? image : Views.zeroMin(Views.interval(Views.translate(image, context.min(0), context.min(1)),
				region)));
		}
		return parts;
	}
}
