// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import java.util.Arrays;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import io.github.denoiser.progress.CancelToken;

/** How bright an image is, a few hot pixels left aside. */
public final class WhiteLevel {

	/** The percentile that training takes for white as well. */
	private static final double PERCENT = 99.9;

	/** Of larger images, every so many pixels are used. */
	private static final int MAX_SAMPLES = 1 << 20;

	private WhiteLevel() {}

	/**
	 * @param image its finite values count, of all planes together
	 * @param black the value that is black
	 * @param cancel asked before every plane
	 * @return the 99.9th percentile; if that is not above black, as in a dark image with
	 *         a few bright spots, the greatest of the values; NaN if there are none
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static <T extends RealType<T>> double of(final PlaneReader<T> image, final double black,
		final CancelToken cancel)
	{
		final double[] samples = new double[MAX_SAMPLES];
		int count = 0;
		double max = Double.NaN;
		for (int i = 0; i < image.size(); i++) {
			cancel.throwIfCancelled();
			final RandomAccessibleInterval<T> plane = image.plane(i);
			final long step = step(plane, image.size());
			final Cursor<T> cursor = Views.flatIterable(plane).cursor();
			for (long pixel = 0; cursor.hasNext(); pixel++) {
				final double value = cursor.next().getRealDouble();
				if (!Double.isFinite(value)) continue;
				if (!(value <= max)) max = value;
				if (pixel % step == 0 && count < MAX_SAMPLES) samples[count++] = value;
			}
		}
		Arrays.sort(samples, 0, count);
		final double level = count == 0 ? max : samples[(int) Math.round(PERCENT / 100 * (count - 1))];
		return level > black ? level : max;
	}

	/** Does not divide the width: that would always pick the same columns. */
	private static long step(final RandomAccessibleInterval<?> plane, final int planes) {
		long step = (plane.size() * planes + MAX_SAMPLES - 1) / MAX_SAMPLES;
		while (step > 1 && plane.dimension(0) % step == 0) {
			step++;
		}
		return step;
	}
}
