// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.Random;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.image.PlaneWriter;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.PlaneSeeds;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

/**
 * Adds noise to images, plane by plane. Every plane has noise of its own that
 * depends on the seed and on the plane's number alone, so a plane gets the same
 * noise whichever others are processed. Needs no display and no network engine.
 *
 * <pre>
 * NoiseModel noise = NoiseSettings.builder(NoiseKind.GAUSSIAN).sigma(25, 0).build().model();
 * new NoiseWorkflow(noise, 0, 255, 1).run(input, output, new CancelToken(), ProgressListener.NONE);
 * </pre>
 */
public final class NoiseWorkflow {

	private final NoiseModel noise;
	private final double black;
	private final double white;
	private final PlaneSeeds seeds;

	/**
	 * @param noise works on a scale where black is 0 and white is 1
	 * @param black the pixel value that is black, usually 0
	 * @param white the pixel value that is white, for example 255
	 * @param seed of everything random
	 * @throws WrongValueException unless white is above black
	 */
	public NoiseWorkflow(final NoiseModel noise, final double black, final double white, final long seed) {
		if (!(white > black) || !Double.isFinite(white - black)) {
			throw new WrongValueException("white",
				"is " + white + "; it must be a pixel value above black, which is " + black + ".");
		}
		this.noise = noise;
		this.black = black;
		this.white = white;
		seeds = new PlaneSeeds(seed);
	}

	/**
	 * Adds noise to an image that is read and written one plane at a time.
	 *
	 * @param input may hold NaN and infinite pixels, which the result holds at the
	 *          same places
	 * @param firstPlane the number of the input's first plane, counted from 0; above 0
	 *          if the input is a part of a stack
	 * @param output receives as many planes, as 32-bit values on the input's scale
	 * @param cancel asked before every plane
	 * @param progress told after every plane
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 */
	public <T extends RealType<T>> void run(final PlaneReader<T> input, final int firstPlane, final PlaneWriter output,
		final CancelToken cancel, final ProgressListener progress)
	{
		for (int i = 0; i < input.size(); i++) {
			cancel.throwIfCancelled();
			output.write(i, withNoise(input.plane(i), seeds.random(firstPlane + i)));
			report(progress, i + 1, input.size());
		}
	}

	/**
	 * Adds noise to every plane of the first two axes.
	 *
	 * @param input two or more dimensions; may hold NaN and infinite pixels
	 * @param output of the input's size and any real type; integer types are rounded
	 *          and clipped
	 * @param cancel asked before every plane
	 * @param progress told after every plane
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 * @throws IllegalArgumentException if the input has fewer than two dimensions, or
	 *           the output another size
	 */
	public <S extends RealType<S>, T extends RealType<T>> void run(final RandomAccessibleInterval<S> input,
		final RandomAccessibleInterval<T> output, final CancelToken cancel, final ProgressListener progress)
	{
		if (!Intervals.equalDimensions(input, output)) {
			throw new IllegalArgumentException("The output has another size than the input.");
		}
		run(PlaneReader.of(input), 0, PlaneWriter.into(output), cancel, progress);
	}

	private Img<FloatType> withNoise(final RandomAccessibleInterval<? extends RealType<?>> plane, final Random random) {
		final float[] original = new float[Math.toIntExact(Intervals.numElements(plane))];
		final float[] values = new float[original.length];
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(plane).cursor();
		for (int i = 0; i < values.length; i++) {
			original[i] = cursor.next().getRealFloat();
			values[i] = normalized(original[i]);
		}
		noise.apply(values, values, (int) plane.dimension(0), (int) plane.dimension(1), random);
		for (int i = 0; i < values.length; i++) {
			// A pixel that the noise leaves alone keeps its value to the last bit.
			final boolean same = !Float.isFinite(original[i]) || values[i] == normalized(original[i]);
			values[i] = same ? original[i] : (float) (black + values[i] * (white - black));
		}
		return ArrayImgs.floats(values, plane.dimension(0), plane.dimension(1));
	}

	/** Gaps count as black, so that no kind of noise needs to know of them. */
	private float normalized(final float value) {
		return Float.isFinite(value) ? (float) ((value - black) / (white - black)) : 0;
	}

	private static void report(final ProgressListener progress, final int done, final int total) {
		progress.progress(done, total, "Added noise to " + done + " of " + total + (total == 1 ? " plane" : " planes"));
	}
}
