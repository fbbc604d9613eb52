// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * Additive white Gaussian noise: {@code x + mean + N(0, sigma)}. Each patch draws
 * its standard deviation evenly from a range, so that one network learns to
 * handle them all.
 */
public final class GaussianNoise implements NoiseModel {

	/** Standard deviations are given in grey levels of an 8-bit image. */
	static final double GREY_LEVELS = 255;

	private final double mean;
	private final double minSigma;
	private final double maxSigma;

	/**
	 * Noise of mean 0.
	 *
	 * @param minSigma least standard deviation, in grey levels of 0..255
	 * @param maxSigma greatest one; equal to {@code minSigma} for a fixed level
	 */
	public GaussianNoise(final double minSigma, final double maxSigma) {
		this(0, minSigma, maxSigma);
	}

	/**
	 * @param mean what the noise adds on average, in grey levels of 0..255; from
	 *          -1000 to 1000
	 * @param minSigma least standard deviation, in grey levels of 0..255
	 * @param maxSigma greatest one; equal to {@code minSigma} for a fixed level
	 */
	public GaussianNoise(final double mean, final double minSigma, final double maxSigma) {
		this.mean = Checks.range("mean", mean, -1000, 1000);
		this.minSigma = Checks.range("sigma", minSigma, 0, 1000);
		this.maxSigma = Checks.range("sigma_max", maxSigma, minSigma, 1000);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final double sigma = Draw.evenly(minSigma, maxSigma, random) / GREY_LEVELS;
		final double shift = mean / GREY_LEVELS;
		for (int i = 0; i < clean.length; i++) {
			noisy[i] = (float) (clean[i] + shift + sigma * random.nextGaussian());
		}
	}

	@Override
	public String description() {
		return "Gaussian, " + (mean == 0 ? "" : "mean " + Draw.text(mean) + ", ") + "sigma " +
			Draw.text(minSigma, maxSigma) + " of 255";
	}
}
