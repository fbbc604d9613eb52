// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.util.Random;

/**
 * Independent random numbers for the parts of a job, from the one seed that the user
 * gave. A part's numbers depend on the seed and the part alone, so that a job that
 * was interrupted goes on with the same ones.
 */
public final class Seeds {

	private Seeds() {
		// static methods only
	}

	/** @return random numbers for the part that is numbered {@code part} */
	public static Random random(final long seed, final long part) {
		return new Random(mixed(mixed(seed) + part));
	}

	/**
	 * Spreads neighbouring numbers over all 64 bits: seeds of {@link Random} that differ
	 * by little give first numbers that do, too. This is the finaliser of SplitMix64
	 * (Steele et al. 2014).
	 */
	private static long mixed(final long seed) {
		long z = seed + 0x9E3779B97F4A7C15L;
		z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return z ^ z >>> 31;
	}
}
