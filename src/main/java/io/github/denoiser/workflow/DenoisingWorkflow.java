package io.github.denoiser.workflow;

import java.util.Arrays;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.config.Checks;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.FixedSizeMode;
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

	private final DenoiserModel model;
	private final NetworkRunner runner;
	private final Predictor predictor;

	/**
	 * As {@link #DenoisingWorkflow(DenoiserModel, Engine, int, FixedSizeMode)}, with
	 * {@link FixedSizeMode#TILE}.
	 */
	public DenoisingWorkflow(final DenoiserModel model, final Engine engine, final int tileSize) {
		this(model, engine, tileSize, FixedSizeMode.TILE);
	}

	/**
	 * @param engine does the arithmetic
	 * @param tileSize greatest edge in pixels of what the network is given at once,
	 *          32 to 16384; a fixed size goes before
	 * @param mode how to denoise planes of another size than the one a model is made
	 *          for; without meaning for models that take any size
	 * @throws DenoiserException if the model does not denoise single-channel planes,
	 *           or the tile size is out of range
	 */
	public DenoisingWorkflow(final DenoiserModel model, final Engine engine, final int tileSize,
		final FixedSizeMode mode)
	{
		Checks.range("tile_size", tileSize, 32, 16384);
		if (model.channels() != 1) {
			throw new DenoiserException("The model \"" + model.info().name() + "\" works on images of " + model.channels() +
				" channels at once. Choose a model for one channel: it is applied to each channel by itself.");
		}
		this.model = model;
		runner = engine.runner(model.network(), model.weights());
		predictor = Predictor.of(runner, model.shapeRules(), tileSize, mode);
	}

	/**
	 * Denoises an image that is read and written one plane at a time. Only one plane
	 * of the input and one of the result are held in memory.
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
		Img<FloatType> result = null;
		TileProgress tiles = null;
		for (int i = 0; i < input.planeCount(); i++) {
			cancel.throwIfCancelled();
			final RandomAccessibleInterval<T> plane = input.plane(i);
			if (result == null) {
				result = ArrayImgs.floats(plane.dimension(0), plane.dimension(1));
				tiles = new TileProgress(progress, steps(plane), input.planeCount());
			}
			predictor.predict(plane, result, model.normalization().fit(plane), cancel, tiles::tileDone);
			output.write(i, result);
		}
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
		final TileProgress tiles = new TileProgress(progress, steps(sources.get(0)), sources.size());
		for (int i = 0; i < sources.size(); i++) {
			final RandomAccessibleInterval<S> plane = sources.get(i);
			predictor.predict(plane, targets.get(i), model.normalization().fit(plane), cancel, tiles::tileDone);
		}
	}

	private int steps(final Interval plane) {
		return predictor.steps(plane.dimension(0), plane.dimension(1));
	}

	@Override
	public void close() {
		runner.close();
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
