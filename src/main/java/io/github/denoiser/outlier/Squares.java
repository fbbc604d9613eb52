// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.outlier;

/** Morphology of masks with squares, in time that does not grow with their size. */
final class Squares {

	private Squares() {
		// static methods only
	}

	/** @return what is within {@code radius} of a pixel of the mask, along both axes */
	static boolean[] dilated(final boolean[] mask, final int width, final int radius) {
		final int height = mask.length / width;
		final boolean[] rows = new boolean[mask.length];
		for (int y = 0; y < height; y++) {
			dilate(mask, rows, y * width, 1, width, radius);
		}
		final boolean[] result = new boolean[mask.length];
		for (int x = 0; x < width; x++) {
			dilate(rows, result, x, width, height, radius);
		}
		return result;
	}

	/** @return the pixels whose whole square of {@code 2 * radius + 1} is in the mask; outside of the image all is */
	static boolean[] eroded(final boolean[] mask, final int width, final int radius) {
		final boolean[] others = inverted(mask);
		return inverted(dilated(others, width, radius));
	}

	private static boolean[] inverted(final boolean[] mask) {
		final boolean[] others = new boolean[mask.length];
		for (int i = 0; i < mask.length; i++) {
			others[i] = !mask[i];
		}
		return others;
	}

	private static void dilate(final boolean[] from, final boolean[] to, final int first, final int step, final int count,
		final int radius)
	{
		int last = -1 - radius;
		for (int i = -radius; i < count; i++) {
			final int ahead = i + radius;
			if (ahead < count && from[first + ahead * step]) last = ahead;
			// "last" is the last marked one up to i + radius: near enough if it is not before i - radius.
			if (i >= 0 && last >= 0 && last >= i - radius) to[first + i * step] = true;
		}
	}
}
