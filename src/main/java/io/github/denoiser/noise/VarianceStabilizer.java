// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

/**
 * Makes noise that grows with the signal the same everywhere: the generalised Anscombe transform of Poisson-Gaussian
 * noise, whose variance is {@code gain * level + readVariance}, and its inverse. Denoised values are brought back by
 * the closed form of the exact unbiased inverse (Makitalo and Foi, IEEE Transactions on Image Processing 20(1), 2011,
 * and 22(1), 2013): the mean of a root is less than the root of the mean, and the algebraic inverse makes what is dark
 * too dark. Immutable.
 */
public final class VarianceStabilizer {

	/** Below it, the mean of the transformed values is that of no light at all. */
	private static final double LEAST = 2 * Math.sqrt(3.0 / 8);

	private final double gain;
	private final double readVariance;

	/**
	 * @param gain variance a level, above 0
	 * @param readVariance variance at level 0; negative where the level 0 is below black
	 */
	public VarianceStabilizer(final double gain, final double readVariance) {
		if (!(gain > 0) || !Double.isFinite(gain) || !Double.isFinite(readVariance)) {
			throw new IllegalArgumentException("No transform for a variance of " + gain + " x level + " + readVariance);
		}
		this.gain = gain;
		this.readVariance = readVariance;
	}

	/**
	 * @return the value on a scale on which noise has a standard deviation of about 1; 0 for all that is darker than noise
	 *   can make it
	 */
	public double stabilized(final double value) {
		final double inside = value / gain + 3.0 / 8 + readVariance / (gain * gain);
		return inside > 0 ? 2 * Math.sqrt(inside) : 0;
	}

	/** @return the level whose noisy values have that mean when they are stabilised */
	public double level(final double mean) {
		if (mean <= LEAST) return -readVariance / gain;
		final double inverse = 1 / mean;
		final double root = Math.sqrt(1.5);
		final double photons = mean * mean / 4 + inverse * (root / 4 + inverse * (-11.0 / 8 + inverse * 5 * root / 8)) -
			1.0 / 8;
		return gain * Math.max(0, photons) - readVariance / gain;
	}
}
