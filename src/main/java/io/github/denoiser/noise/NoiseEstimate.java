// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Locale;

/**
 * What is known about the noise of images, in the scale of their values: the
 * variance {@code gain * level + readVariance} of Poisson-Gaussian noise, and the
 * correlation between neighbouring pixels. Immutable.
 */
public final class NoiseEstimate {

	private final double gain;
	private final double readVariance;
	private final double leastVariance;
	private final Correlation correlation;

	/**
	 * @param gain variance per level, 0 or more
	 * @param readVariance variance at level 0; may be negative if the level 0 is not
	 *          black
	 * @param leastVariance no level has less, above 0
	 * @param correlation between neighbours
	 */
	NoiseEstimate(final double gain, final double readVariance, final double leastVariance,
		final Correlation correlation)
	{
		this.gain = gain;
		this.readVariance = readVariance;
		this.leastVariance = leastVariance;
		this.correlation = correlation;
	}

	/** @return the variance of the noise where the signal is {@code level} */
	public double variance(final double level) {
		return Math.max(leastVariance, gain * level + readVariance);
	}

	/**
	 * @param dx how far apart in x, 0 or more; {@code dy} in y
	 * @return the correlation between the noise of two pixels, 1 for the same one, 0 far
	 *         apart
	 */
	public double correlation(final int dx, final int dy) {
		return correlation.at(dx, dy);
	}

	/** Whether neighbours share so much of their noise that they give it away. */
	public boolean isCorrelated() {
		return correlation.isNoticeable();
	}

	/** The farthest distance that correlations are known for, in pixels. */
	public int reach() {
		return correlation.reach();
	}

	/** Variance a level, 0 or more. */
	double gain() {
		return gain;
	}

	/** Variance at level 0; may be negative if the level 0 is not black. */
	double readVariance() {
		return readVariance;
	}

	/** Whether the noise grows with the signal, as that of photons. */
	public boolean isOfPhotons() {
		return gain > 0;
	}

	/**
	 * Splits images with this noise into two with independent noise.
	 *
	 * @throws IllegalStateException if it is not that of photons
	 */
	public PhotonThinning thinning() {
		if (!isOfPhotons()) throw new IllegalStateException("no photons in " + this);
		return new PhotonThinning(gain, -readVariance / gain);
	}

	/** Draws noise of unit variance that is correlated like this. */
	public NoiseTexture texture() {
		return new NoiseTexture(isCorrelated() ? correlation : Correlation.NONE);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT,
			"variance %.3g x level + %.3g, correlation with the next pixel %.2f in x and %.2f in y", gain, readVariance,
			correlation.at(1, 0), correlation.at(0, 1));
	}
}
