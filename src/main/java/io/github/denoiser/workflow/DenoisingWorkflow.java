package io.github.denoiser.workflow;

import java.util.Arrays;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.config.Checks;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.DenoisingConfig;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.predict.Predictor;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

/**
 * Denoises images of two or more dimensions with a trained model, plane by
 * plane and tile by tile. Every plane is normalised by its own percentiles, so
 * its result does not depend on the other planes. Needs no display.
 *
 * <pre>
 * try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, new SameDiffEngine(), DenoisingWorkflow.DEFAULT_TILE_SIZE)) {
 * 	workflow.run(input, output, new CancelToken(), ProgressListener.NONE);
 * }
 * </pre>
 */
public final class DenoisingWorkflow implements AutoCloseable {

	/**
	 * Greatest edge in pixels of what the network is given at once. Larger tiles
	 * waste less on their halo and need more memory, about 1.2 KB a pixel with the
	 * standard network.
	 */
	public static final int DEFAULT_TILE_SIZE = 768;

	private final NetworkRunner runner;
	private final DenoiserModel model;
	private final Predictor predictor;
	private final DenoisingConfig config;
	private final PlaneDenoiser denoiser;

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
	 *          32 to 16384; a fixed size goes before
	 * @param config strength, passes and what comes after
	 * @throws DenoiserException if the model does not denoise single-channel planes,
	 *           or the tile size is out of range
	 */
	public DenoisingWorkflow(final DenoiserModel model, final Engine engine, final int tileSize,
		final DenoisingConfig config)
	{
		Checks.range("tile_size", tileSize, 32, 16384);
		if (model.channels() != 1) {
			throw new DenoiserException("The model \"" + model.info().name() + "\" works on images of " + model.channels() +
				" channels at once. Choose a model for one channel: it is applied to each channel by itself.");
		}
		this.model = model;
		this.config = config;
		runner = engine.runner(model.network(), model.weights());
		predictor = Predictor.of(runner, model.shapeRules(), tileSize, config.fixedSize());
		denoiser = new PlaneDenoiser(model, predictor, config);
	}

	/**
	 * Denoises an image that is read and written one plane at a time. Only one plane
	 * of the input and one or two of floats are held in memory.
	 *
	 * @param input the planes to denoise, of any size from 1 x 1; may hold NaN and
	 *          infinite pixels, which the result holds at the same places
	 * @param output receives as many planes, as 32-bit values on the input's scale
	 * @param cancel asked before every tile
	 * @param progress told after every tile
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 */
	public <T extends RealType<T> & NativeType<T>> void run(final PlaneReader<T> input, final PlaneWriter output,
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
	public <T extends RealType<T> & NativeType<T>> void run(final PlaneReader<T> input, final Interval region,
		final PlaneWriter output, final PlaneWriter removed, final CancelToken cancel, final ProgressListener progress)
	{
		TileProgress tiles = null;
		Pasting pasting = null;
		for (int i = 0; i < input.planeCount(); i++) {
			cancel.throwIfCancelled();
			final RandomAccessibleInterval<T> plane = input.plane(i);
			final Interval part = region == null ? plane : region;
			if (tiles == null) {
				if (Intervals.isEmpty(part) || !Intervals.contains(plane, part)) {
					throw new IllegalArgumentException("The region is not within the planes.");
				}
				tiles = new TileProgress(progress, denoiser.steps(plane, part), input.planeCount());
				pasting = new Pasting(plane, part);
			}
			final int index = i;
			final Pasting paste = pasting;
			final RandomAccessibleInterval<FloatType> result = denoiser.denoise(plane, part, removed == null ? null
				: difference -> removed.write(index, paste.intoZeros(difference)), cancel, tiles::tileDone);
			output.write(i, paste.into(plane, result));
		}
	}

	/**
	 * @param settings in place of this workflow's own, but for the fixed size
	 * @param region 2-D, within the plane
	 * @return what the region would be in the denoised plane, beginning at 0, 0
	 */
	<T extends RealType<T>> RandomAccessibleInterval<FloatType> region(final DenoisingConfig settings,
		final RandomAccessibleInterval<T> plane, final Interval region, final CancelToken cancel)
	{
		return new PlaneDenoiser(model, predictor, settings).denoise(plane, region, null, cancel, () -> {});
	}

	/**
	 * Denoises every plane of the first two axes.
	 *
	 * @param input two or more dimensions; may hold NaN and infinite pixels
	 * @param output of the input's size and any real type, sharing no pixels with
	 *          it; integer types are rounded and clipped
	 * @param cancel asked before every tile
	 * @param progress told after every tile
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 * @throws IllegalArgumentException if the input has fewer than two dimensions, or
	 *           the output another size
	 */
	public <S extends RealType<S>, T extends RealType<T>> void run(final RandomAccessibleInterval<S> input,
		final RandomAccessibleInterval<T> output, final CancelToken cancel, final ProgressListener progress)
	{
		final PlaneList<S> sources = new PlaneList<>(input);
		final PlaneList<T> targets = new PlaneList<>(output);
		if (!Arrays.equals(input.dimensionsAsLongArray(), output.dimensionsAsLongArray())) {
			throw new IllegalArgumentException("The output has another size than the input.");
		}
		final RandomAccessibleInterval<S> first = sources.get(0);
		final TileProgress tiles = new TileProgress(progress, denoiser.steps(first, first), sources.size());
		for (int i = 0; i < sources.size(); i++) {
			final RandomAccessibleInterval<S> plane = sources.get(i);
			final RandomAccessibleInterval<T> target = targets.get(i);
			if (config.isPlain()) {
				// Straight into the output: no plane of floats in between.
				predictor.predict(plane, target, model.normalization().fit(plane), cancel, tiles::tileDone);
			}
			else PlaneArithmetic.copy(denoiser.denoise(plane, plane, null, cancel, tiles::tileDone), target);
		}
	}

	@Override
	public void close() {
		runner.close();
	}

	/** Puts regions back into whole planes; a region that is the plane stays as it is. */
	private static final class Pasting {

		private final boolean whole;
		private final Img<FloatType> image;
		private final RandomAccessibleInterval<FloatType> window;

		private Pasting(final Interval plane, final Interval region) {
			whole = Intervals.equals(plane, region);
			image = whole ? null : ArrayImgs.floats(plane.dimension(0), plane.dimension(1));
			window = whole ? null : Views.interval(Views.translate(image, plane.min(0), plane.min(1)), region);
		}

		/** @return valid until the next call of any method */
		private RandomAccessibleInterval<FloatType> into(final RandomAccessibleInterval<? extends RealType<?>> plane,
			final RandomAccessibleInterval<FloatType> part)
		{
			if (whole) return part;
			PlaneArithmetic.copy(plane, image);
			PlaneArithmetic.copy(part, window);
			return image;
		}

		private RandomAccessibleInterval<FloatType> intoZeros(final RandomAccessibleInterval<FloatType> part) {
			if (whole) return part;
			image.forEach(FloatType::setZero);
			PlaneArithmetic.copy(part, window);
			return image;
		}
	}

	/** Counts tiles and guesses the time left. */
	private static final class TileProgress {

		private final ProgressListener listener;
		private final int tilesPerPlane;
		private final long total;
		private final long start = System.nanoTime();
		private long done;

		private TileProgress(final ProgressListener listener, final int tilesPerPlane, final int planes) {
			this.listener = listener;
			this.tilesPerPlane = tilesPerPlane;
			total = (long) tilesPerPlane * planes;
		}

		private void tileDone() {
			done++;
			final long planes = total / tilesPerPlane;
			final String what = planes == 1 ? "Denoising" : "Denoising plane " + ((done - 1) / tilesPerPlane + 1) + " of " +
				planes;
			final long secondsLeft = Math.round((System.nanoTime() - start) / 1e9 * (total - done) / done);
			listener.progress(done, total, done == total ? "Denoised" : String.format("%s, %d:%02d left", what, secondsLeft /
				60, secondsLeft % 60));
		}
	}
}
