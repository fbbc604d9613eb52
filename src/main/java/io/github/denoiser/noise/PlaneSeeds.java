// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

/**
 * Random numbers for the planes of an image: each plane has its own, which depend
 * on nothing but the seed and the plane's number. Immutable.
 */
public final class PlaneSeeds {

	/** The increment of SplitMix64, 2^64 divided by the golden ratio. */
	private static final long STEP = 0x9e3779b97f4a7c15L;

	private final long seed;

	public PlaneSeeds(final long seed) {
		this.seed = seed;
	}

	/**
	 * The seed goes through the output function of SplitMix64 (G. L. Steele, D. Lea,
	 * C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014):
	 * {@link Random}s of neighbouring seeds start with similar numbers.
	 *
	 * @param plane counted from 0
	 */
	public Random random(final long plane) {
		long z = seed + (plane + 1) * STEP;
		z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return new Random(z ^ z >>> 31);
	}
}
