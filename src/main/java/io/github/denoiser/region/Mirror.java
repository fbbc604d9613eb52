// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

/** Continues a row of pixels beyond its ends as if mirrors stood on its first and last pixel. */
public final class Mirror {

	private Mirror() {}

	/**
	 * @param position any
	 * @param size number of pixels, at least 1
	 * @return the pixel that {@code position} mirrors, 0 to {@code size - 1}; the
	 *         first and the last pixel are not repeated
	 */
	public static long index(final long position, final long size) {
		if (position >= 0 && position < size) return position;
		if (size == 1) return 0;
		final long period = 2 * (size - 1);
		final long phase = Math.floorMod(position, period);
		return phase < size ? phase : period - phase;
	}
}
