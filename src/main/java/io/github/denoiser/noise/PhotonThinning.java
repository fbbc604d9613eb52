// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

/**
 * Deals the photons of noisy pixels out to two images. A pixel of value
 * {@code offset + gain * k} has k photons. Values between whole numbers of photons are
 * rounded up or down at random; that adds a sixth of a photon to the variance on
 * average, which the offset makes up for, so that variance and mean agree as for a
 * Poisson number. Constant read noise counts as photons of background. Immutable.
 */
public final class PhotonThinning {

	/** Variance of rounding at random, the mean of f (1 - f) over all fractions f. */
	private static final double ROUNDING = 1.0 / 6;
	/** From here on, a binomial number is drawn as a normal one. */
	private static final int MANY = 64;

	private final double gain;
	private final double offset;

	/**
	 * @param gain values per photon, above 0
	 * @param offset value without photons
	 */
	PhotonThinning(final double gain, final double offset) {
		this.gain = gain;
		this.offset = offset - ROUNDING * gain;
	}

	/**
	 * @param values noisy
	 * @param share of the photons that go to {@code first}, between 0 and 1
	 * @param first as bright as the values; may be the same array
	 * @param second likewise, from the rest of the photons
	 */
	public void split(final float[] values, final double share, final float[] first, final float[] second,
		final Random random)
	{
		for (int i = 0; i < values.length; i++) {
			final double photons = (values[i] - offset) / gain;
			// What lies below the offset has no photons to split, and stays as it is in both.
			final double below = Math.min(0, photons);
			final double floor = Math.floor(photons);
			final long whole = below < 0 ? 0 : (long) floor + (random.nextDouble() < photons - floor ? 1 : 0);
			final double taken = binomial(whole, share, random);
			first[i] = (float) (offset + gain * (taken / share + below));
			second[i] = (float) (offset + gain * ((whole - taken) / (1 - share) + below));
		}
	}

	/** Variance that rounding to whole photons adds to each pixel, before photons are split. */
	double roundingVariance() {
		return ROUNDING * gain * gain;
	}

	private static double binomial(final long count, final double share, final Random random) {
		if (count > MANY) {
			final double drawn = count * share + Math.sqrt(count * share * (1 - share)) * random.nextGaussian();
			return Math.max(0, Math.min(count, drawn));
		}
		int taken = 0;
		for (long i = 0; i < count; i++) {
			if (random.nextDouble() < share) taken++;
		}
		return taken;
	}
}
