package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.config.Checks;

/**
 * Additive white Gaussian noise. Each patch draws its standard deviation evenly
 * from a range, so that one network learns to handle them all.
 */
public final class GaussianNoise implements NoiseModel {

	/** Standard deviations are given in grey levels of an 8-bit image. */
	static final double GREY_LEVELS = 255;

	private final double minSigma;
	private final double maxSigma;

	/**
	 * @param minSigma least standard deviation, in grey levels of 0..255
	 * @param maxSigma greatest one; equal to {@code minSigma} for a fixed level
	 */
	public GaussianNoise(final double minSigma, final double maxSigma) {
		this.minSigma = Checks.range("sigma", minSigma, 0, 1000);
		this.maxSigma = Checks.range("sigma_max", maxSigma, minSigma, 1000);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final Random random) {
		final double sigma = (minSigma + random.nextDouble() * (maxSigma - minSigma)) / GREY_LEVELS;
		for (int i = 0; i < clean.length; i++) {
			noisy[i] = (float) (clean[i] + sigma * random.nextGaussian());
		}
	}

	@Override
	public String description() {
		return minSigma == maxSigma ? String.format("Gaussian, sigma %.4g of 255", minSigma) : String.format(
			"Gaussian, sigma %.4g to %.4g of 255", minSigma, maxSigma);
	}
}
