// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

/**
 * What to put in place of pixels that are NaN or infinite, so that
 * they do not spread: the mean of the nearest ring of pixels that has finite
 * ones, or of up to three rings, if more are asked for than the nearest one has. It
 * depends on the plane alone, not on the tile, so that tiled and whole agree.
 */
public final class NonFiniteFiller {

	/** How far to look for a finite pixel. */
	private static final int REACH = 8;
	private static final int MOST_RINGS = 3;

	private final PixelValue plane;
	private final int least;
	private final double fallback;

	/** @param fallback the value deep inside of large gaps */
	public NonFiniteFiller(final PixelValue plane, final double fallback) {
		this(plane, 1, fallback);
	}

	/**
	 * @param least how many pixels to take the mean of, if there are so many: of a few, their
	 *          noise would be drawn into the gap
	 * @param fallback the value deep inside of large gaps
	 */
	public NonFiniteFiller(final PixelValue plane, final int least, final double fallback) {
		this.plane = plane;
		this.least = least;
		this.fallback = fallback;
	}

	/** A plane as a function of its coordinates, defined everywhere. */
	public interface PixelValue {

		double at(long x, long y);
	}

	/** @return what to put in place of the pixel at (x, y) */
	public double fill(final long x, final long y) {
		double sum = 0;
		int count = 0;
		int rings = 0;
		for (int radius = 1; radius <= REACH; radius++) {
			for (int dy = -radius; dy <= radius; dy++) {
				final int step = Math.abs(dy) == radius ? 1 : 2 * radius;
				for (int dx = -radius; dx <= radius; dx += step) {
					final double value = plane.at(x + dx, y + dy);
					if (!Double.isFinite(value)) continue;
					sum += value;
					count++;
				}
			}
			if (count > 0) rings++;
			if (count >= least || rings == MOST_RINGS) break;
		}
		return count > 0 ? sum / count : fallback;
	}
}
