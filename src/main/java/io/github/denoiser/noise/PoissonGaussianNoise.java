package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.config.Checks;

/**
 * Photon noise and the camera's read noise: {@code Poisson(x * photons) /
 * photons + N(0, sigma)}, the usual model of fluorescence and X-ray images
 * (Foi et al. 2008). Each patch draws its photon count evenly on a logarithmic
 * scale and its read noise evenly.
 */
public final class PoissonGaussianNoise implements NoiseModel {

	private final double minPhotons;
	private final double maxPhotons;
	private final double maxSigma;

	/**
	 * @param minPhotons photons a pixel of value 1 (white) stands for, at the least:
	 *          the fewer, the noisier
	 * @param maxPhotons at the most
	 * @param maxSigma read noise is drawn between 0 and this standard deviation, in
	 *          grey levels of 0..255; 0 for pure photon noise
	 */
	public PoissonGaussianNoise(final double minPhotons, final double maxPhotons, final double maxSigma) {
		this.minPhotons = Checks.range("photons", minPhotons, 0.1, 1e6);
		this.maxPhotons = Checks.range("photons_max", maxPhotons, minPhotons, 1e6);
		this.maxSigma = Checks.range("sigma", maxSigma, 0, 1000);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final Random random) {
		final double photons = minPhotons * Math.pow(maxPhotons / minPhotons, random.nextDouble());
		final double sigma = random.nextDouble() * maxSigma / GaussianNoise.GREY_LEVELS;
		for (int i = 0; i < clean.length; i++) {
			final double signal = PoissonSampler.sample(clean[i] * photons, random) / photons;
			noisy[i] = (float) (sigma == 0 ? signal : signal + sigma * random.nextGaussian());
		}
	}

	@Override
	public String description() {
		final String photons = minPhotons == maxPhotons ? String.format("%.4g photons", minPhotons) : String.format(
			"%.4g to %.4g photons", minPhotons, maxPhotons);
		return "Poisson, " + photons + " at white" + (maxSigma == 0 ? "" : String.format(
			", with Gaussian read noise of sigma up to %.4g of 255", maxSigma));
	}
}
