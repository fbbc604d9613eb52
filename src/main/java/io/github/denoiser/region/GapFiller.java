package io.github.denoiser.region;

/**
 * What to put in place of pixels that are NaN or infinite, so that
 * they do not spread: the mean of the nearest ring of pixels that has finite
 * ones. It depends on the plane alone, not on the tile, so that tiled and whole
 * agree.
 */
public final class GapFiller {

	/** How far to look for a finite pixel. */
	private static final int REACH = 8;

	private final PixelValue plane;
	private final double fallback;

	/** @param fallback the value deep inside of large gaps */
	public GapFiller(final PixelValue plane, final double fallback) {
		this.plane = plane;
		this.fallback = fallback;
	}

	/** A plane as a function of its coordinates, defined everywhere. */
	public interface PixelValue {

		double at(long x, long y);
	}

	/** @return what to put in place of the pixel at (x, y) */
	public double fill(final long x, final long y) {
		for (int radius = 1; radius <= REACH; radius++) {
			double sum = 0;
			int count = 0;
			for (int dy = -radius; dy <= radius; dy++) {
				final int step = Math.abs(dy) == radius ? 1 : 2 * radius;
				for (int dx = -radius; dx <= radius; dx += step) {
					final double value = plane.at(x + dx, y + dy);
					if (!Double.isFinite(value)) continue;
					sum += value;
					count++;
				}
			}
			if (count > 0) return sum / count;
		}
		return fallback;
	}
}
