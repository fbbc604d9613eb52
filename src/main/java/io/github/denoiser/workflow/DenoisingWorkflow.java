// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.image.PlaneWriter;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.noise.NoiseTreatment;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.predict.NoiseTreatments;
import io.github.denoiser.predict.BlockGrid;
import io.github.denoiser.predict.LazyDenoising;
import io.github.denoiser.predict.PlaneBlocks;
import io.github.denoiser.predict.PlaneDenoiser;
import io.github.denoiser.predict.Predictor;
import io.github.denoiser.predict.TileSize;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.progress.UseGuard;
import io.github.denoiser.settings.NoiseHandling;
import io.github.denoiser.settings.DenoisingConfig;

/**
 * Denoises images of two or more dimensions with a trained model, plane by
 * plane and tile by tile. Every plane is normalised by its own percentiles, so
 * its result does not depend on the other planes, unless the model works on several
 * channels at once: then it is given as many planes. Planes too large for memory are
 * worked through in blocks, with the same result. Needs no display.
 * <p>
 * Threads may share a workflow: they take turns, as it has one network. Once closed it cannot be used again; a run is
 * an {@link IllegalStateException} then.
 *
 * <pre>
 * try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start())) {
 * 	workflow.run(input, output, new CancelToken(), ProgressListener.NONE);
 * }
 * </pre>
 */
public final class DenoisingWorkflow implements AutoCloseable {

	/**
	 * The size of tiles is chosen from the memory there is: 768 pixels at most. Larger
	 * tiles waste less on their halo and need more memory, about 1.2 KB a pixel with the
	 * standard network.
	 */
	public static final int DEFAULT_TILE_SIZE = 0;

	private final UseGuard guard;
	private final DenoiserModel model;
	private final Predictor predictor;
	private final DenoisingConfig config;
	private final int tileSize;
	private final long blockPixels;
	private NoiseTreatments treatments = NoiseTreatments.NONE;
	private double leastScale = Double.POSITIVE_INFINITY;

	/**
	 * As {@link #DenoisingWorkflow(DenoiserModel, Engine, int, DenoisingConfig)}, with
	 * {@link #DEFAULT_TILE_SIZE} and {@link DenoisingConfig#DEFAULT}.
	 */
	public DenoisingWorkflow(final DenoiserModel model, final Engine engine) {
		this(model, engine, DEFAULT_TILE_SIZE);
	}

	/**
	 * As {@link #DenoisingWorkflow(DenoiserModel, Engine, int, DenoisingConfig)}, with
	 * {@link DenoisingConfig#DEFAULT}.
	 */
	public DenoisingWorkflow(final DenoiserModel model, final Engine engine, final int tileSize) {
		this(model, engine, tileSize, DenoisingConfig.DEFAULT);
	}

	/**
	 * @param engine does the arithmetic
	 * @param tileSize greatest edge in pixels of what the network is given at once,
	 *          32 to 16384, or {@link #DEFAULT_TILE_SIZE}; a fixed size goes before. Where
	 *          memory runs out nevertheless, tiles are halved
	 * @param config strength, passes and what comes after
	 * @throws DenoiserException if the tile size is out of range
	 */
	public DenoisingWorkflow(final DenoiserModel model, final Engine engine, final int tileSize,
		final DenoisingConfig config)
	{
		this(model, engine, tileSize, config, BlockGrid.defaultPixels());
	}

	/** @throws io.github.denoiser.core.WrongValueException if there is no such size of tiles */
	public static void checkTileSize(final int tileSize) {
		if (tileSize != DEFAULT_TILE_SIZE) Checks.range("tile_size", tileSize, TileSize.SMALLEST, 16384);
	}

	/** @param blockPixels planes of more are worked through in blocks */
	DenoisingWorkflow(final DenoiserModel model, final Engine engine, final int tileSize, final DenoisingConfig config,
		final long blockPixels)
	{
		checkTileSize(tileSize);
		this.model = model;
		this.config = config;
		this.tileSize = tileSize == DEFAULT_TILE_SIZE ? TileSize.choose(model.network(), engine) : tileSize;
		final NetworkRunner runner = engine.runner(model.network(), model.weights());
		guard = new UseGuard("This denoising workflow", runner::close);
		predictor = Predictor.of(runner, model.shapeRules(), this.tileSize, config.fixedSize());
		this.blockPixels = blockPixels;
	}

	/**
	 * Denoises an image that is read and written one plane at a time, or in parts of
	 * planes where these are large.
	 *
	 * @param input the planes to denoise, of any size from 1 x 1; may hold NaN and
	 *          infinite pixels, which the result holds at the same places
	 * @param output receives as many planes, as 32-bit values on the input's scale
	 * @param cancel asked before every tile
	 * @param progress told after every tile
	 * @throws io.github.denoiser.progress.CancelledException if cancelled, or closed by another thread; the output
	 *           is then incomplete
	 * @throws DenoiserException if the model works on another number of channels at once
	 *           than the input has
	 * @throws IllegalStateException if this workflow was closed before
	 */
	public <T extends RealType<T>> void run(final PlaneReader<T> input, final PlaneWriter output,
		final CancelToken cancel, final ProgressListener progress)
	{
		run(input, null, output, null, cancel, progress);
	}

	/**
	 * As {@link #run(PlaneReader, PlaneWriter, CancelToken, ProgressListener)}, for a
	 * region of every plane, and with what was removed. A region of a plane is what it
	 * is when the whole plane is denoised.
	 *
	 * @param region 2-D, the part to denoise; outside, the output is the input. Null
	 *          for whole planes
	 * @param removed receives, before the plane's result, the input minus the result
	 *          before sharpening: positive where the result is darker, 0 outside of
	 *          the region, NaN for pixels that are no number. Null if nobody asks
	 * @throws IllegalArgumentException if the region is empty or not within the planes
	 */
	public <T extends RealType<T>> void run(final PlaneReader<T> input, final Interval region, final PlaneWriter output,
		final PlaneWriter removed, final CancelToken cancel, final ProgressListener progress)
	{
		get(cancel, token -> {
			runPlanes(input, region, output, removed, token, progress);
			return null;
		});
	}

	private <T extends RealType<T>> void runPlanes(final PlaneReader<T> input, final Interval region,
		final PlaneWriter output, final PlaneWriter removed, final CancelToken cancel, final ProgressListener progress)
	{
		model.requireChannels(input.channelCount());
		leastScale = Double.POSITIVE_INFINITY;
		final int channels = model.channels();
		List<RandomAccessibleInterval<T>> planes = planes(input, 0);
		final RandomAccessibleInterval<T> plane = planes.get(0);
		final Interval wanted = region == null ? new FinalInterval(plane) : region;
		if (Intervals.isEmpty(wanted) || !Intervals.contains(plane, wanted)) {
			throw new IllegalArgumentException("The region is not within the planes.");
		}
		treatments = treatments(input, cancel);
		final PlaneDenoiser denoiser = denoiser(config);
		final BlockGrid grid = new BlockGrid(model.shapeRules(), tileSize, denoiser.margin(), blockPixels / channels);
		final PlaneBlocks blocks = new PlaneBlocks(denoiser, grid.blocks(plane), plane, wanted);
		final TileProgress tiles = new TileProgress(progress, blocks.steps(), input.size() / channels);
		for (int i = 0; i < input.size(); i += channels) {
			cancel.throwIfCancelled();
			if (i > 0) planes = planes(input, i);
			blocks.denoise(input, i, planes, fit(denoiser, planes, i, cancel), output, removed, cancel, tiles::tileDone);
		}
	}

	/**
	 * How many grey values most pixels of a plane span, of the plane with the fewest of those that the
	 * last run has denoised; infinite before.
	 */
	public double leastScale() {
		return leastScale;
	}

	/** @return as many planes as the model takes at once */
	private <T extends RealType<T>> List<RandomAccessibleInterval<T>> planes(final PlaneReader<T> input,
		final int first)
	{
		final List<RandomAccessibleInterval<T>> planes = new ArrayList<>();
		for (int c = 0; c < model.channels(); c++) {
			planes.add(input.plane(first + c));
		}
		return planes;
	}

	/**
	 * What was found about the noise of the image that was denoised last, and what was done about it, in words; empty if
	 * nothing was looked for.
	 */
	public String noise() {
		return treatments.toString();
	}

	/** Models that know the noise of their own images see it as it is. */
	private boolean isNoiseTreated() {
		return config.noise() != NoiseHandling.NONE && model.isForWhiteNoise();
	}

	private <T extends RealType<T>> NoiseTreatments treatments(final PlaneReader<T> input, final CancelToken cancel) {
		return isNoiseTreated() && config.noise() == NoiseHandling.AUTO
			? NoiseTreatments.of(input, model.normalization(), cancel) : NoiseTreatments.NONE;
	}

	/** Slices that are looked at one by one may be made smaller by any factor. */
	private PlaneDenoiser denoiser(final DenoisingConfig settings) {
		return new PlaneDenoiser(model.shapeRules(), predictor, settings,
			isNoiseTreated() && config.noise() == NoiseHandling.PER_SLICE ? NoiseTreatment.LARGEST_FACTOR
				: treatments.factor());
	}

	/** @param first index of the first of the planes */
	private <T extends RealType<T>> List<PlaneScale> fit(final PlaneDenoiser denoiser,
		final List<RandomAccessibleInterval<T>> planes, final int first, final CancelToken cancel)
	{
		final List<PlaneScale> scales = new ArrayList<>();
		final boolean perSlice = isNoiseTreated() && config.noise() == NoiseHandling.PER_SLICE;
		if (perSlice) treatments = NoiseTreatments.ofSlice(planes, model.normalization(), cancel);
		for (int c = 0; c < planes.size(); c++) {
			final PlaneScale scale = model.normalization().scale(planes.get(c), cancel);
			leastScale = Math.min(leastScale, scale.common().scale());
			scales.add(scale.withTreatment(treatments.of(perSlice ? c : first + c)));
		}
		return denoiser.withGains(planes, scales, cancel);
	}

	/**
	 * @param settings in place of this workflow's own, but for the fixed size
	 * @param index of a plane
	 * @param region 2-D, within the plane
	 * @return what the region would be in the denoised plane, beginning at 0, 0; a model of
	 *         several channels at once also gives those of the other channels, in their order
	 */
	<T extends RealType<T>> List<RandomAccessibleInterval<FloatType>> region(final DenoisingConfig settings,
		final PlaneReader<T> input, final int index, final Interval region, final CancelToken cancel)
	{
		return get(cancel, token -> {
			model.requireChannels(input.channelCount());
			final int first = index / model.channels() * model.channels();
			final List<RandomAccessibleInterval<T>> planes = planes(input, first);
			treatments = treatments(input, token);
			final PlaneDenoiser denoiser = denoiser(settings);
			return denoiser.denoise(planes, fit(denoiser, planes, first, token), region, null, token, () -> {});
		});
	}

	/**
	 * Denoises every plane of the first two axes.
	 *
	 * @param input two or more dimensions; may hold NaN and infinite pixels. For a model of
	 *          several channels at once, these are the third axis
	 * @param output of the input's size and any real type, sharing no pixels with
	 *          it; integer types are rounded and clipped
	 * @param cancel asked before every tile
	 * @param progress told after every tile
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 * @throws IllegalArgumentException if the input has fewer than two dimensions, or
	 *           the output another size
	 * @throws DenoiserException if the third axis has not as many channels as the model
	 *           works on at once
	 */
	public <S extends RealType<S>, T extends RealType<T>> void run(final RandomAccessibleInterval<S> input,
		final RandomAccessibleInterval<T> output, final CancelToken cancel, final ProgressListener progress)
	{
		final PlaneReader<S> planes = PlaneReader.of(input);
		final PlaneWriter results = PlaneWriter.into(output);
		if (!Arrays.equals(input.dimensionsAsLongArray(), output.dimensionsAsLongArray())) {
			throw new IllegalArgumentException("The output has another size than the input.");
		}
		run(planes, results, cancel, progress);
	}

	/**
	 * The denoised image without denoising it: a tile is computed when one of its pixels
	 * is looked at, and some of those looked at last are kept. It may be looked at by
	 * several threads, which take turns with each other and with whatever else this workflow runs. Once the workflow
	 * is closed, what has not been computed is an {@link IllegalStateException}.
	 *
	 * @param input two or more dimensions, the third being the channels of a model of several
	 *          at once; not to be changed meanwhile
	 * @return 32-bit, of the input's interval
	 */
	public <S extends RealType<S>> RandomAccessibleInterval<FloatType> lazy(final RandomAccessibleInterval<S> input) {
		final PlaneReader<S> reader = PlaneReader.of(input);
		model.requireChannels(reader.channelCount());
		final NoiseTreatments found = get(new CancelToken(), token -> treatments(reader, token));
		final PlaneDenoiser denoiser = get(new CancelToken(), token -> {
			treatments = found;
			return denoiser(config);
		});
		final int edge = model.shapeRules().isFixedSize() ? Integer.MAX_VALUE
			: new BlockGrid(model.shapeRules(), tileSize, denoiser.margin(), 1).edge();
		return new LazyDenoising<>(denoiser, (planes, first) -> {
			// Another run may have been in between.
			treatments = found;
			return fit(denoiser, planes, first, new CancelToken());
		}, input, model.channels(), guard).image(edge);
	}

	/** What denoises. */
	public DenoiserModel model() {
		return model;
	}

	/** How it is denoised. */
	public DenoisingConfig config() {
		return config;
	}

	private <T> T get(final CancelToken cancel, final Function<CancelToken, T> job) {
		try {
			return guard.use(cancel, job);
		}
		catch (final OutOfMemoryError error) {
			throw MemoryShortage.explained(error, "to denoise with the model \"" + model.info().name() + "\"");
		}
	}

	/**
	 * Gives the network's memory back. A run under way in another thread is cancelled, and gives it back when it ends:
	 * this method does not wait.
	 */
	@Override
	public void close() {
		guard.close();
	}
}
