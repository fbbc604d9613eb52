// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * Photon noise and the camera's read noise, the usual model of fluorescence and
 * X-ray images (A. Foi, M. Trimeche, V. Katkovnik, K. Egiazarian, "Practical
 * Poissonian-Gaussian noise modeling and fitting for single-image raw-data",
 * IEEE Transactions on Image Processing 17, 2008):
 *
 * <pre>
 * offset + Poisson((x - offset) * photons) / photons + N(0, sigma)
 * </pre>
 *
 * The offset is the grey level that the camera gives without light; below it
 * there are no photons. The mean of every other pixel stays what it was, and its
 * variance is {@code (x - offset) / photons + sigma^2}. Each patch draws its
 * photon count evenly on a logarithmic scale and its read noise evenly.
 */
public final class PoissonGaussianNoise implements NoiseModel {

	private final double minPhotons;
	private final double maxPhotons;
	private final double minSigma;
	private final double maxSigma;
	private final double offset;

	/**
	 * A camera without offset, whose read noise starts at 0.
	 *
	 * @param minPhotons photons a pixel of value 1 (white) stands for, at the least:
	 *          the fewer, the noisier
	 * @param maxPhotons at the most
	 * @param maxSigma read noise is drawn between 0 and this standard deviation, in
	 *          grey levels of 0..255; 0 for pure photon noise
	 */
	public PoissonGaussianNoise(final double minPhotons, final double maxPhotons, final double maxSigma) {
		this(minPhotons, maxPhotons, 0, maxSigma, 0);
	}

	/**
	 * @param minPhotons photons that the step from black (0) to white (1) stands for,
	 *          at the least, from 0.1 to 1000000; a camera's gain in grey levels of
	 *          255 per photon is {@code 255 / photons}
	 * @param maxPhotons at the most
	 * @param minSigma least standard deviation of the read noise, in grey levels of
	 *          0..255
	 * @param maxSigma greatest one; 0 for pure photon noise
	 * @param offset grey level of no light, in grey levels of 0..255
	 */
	public PoissonGaussianNoise(final double minPhotons, final double maxPhotons, final double minSigma,
		final double maxSigma, final double offset)
	{
		this.minPhotons = Checks.range("photons", minPhotons, 0.1, 1e6);
		this.maxPhotons = Checks.range("photons_max", maxPhotons, minPhotons, 1e6);
		this.minSigma = Checks.range("read_noise", minSigma, 0, 1000);
		this.maxSigma = Checks.range("read_noise_max", maxSigma, minSigma, 1000);
		this.offset = Checks.range("offset", offset, 0, 255);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final double photons = Draw.logarithmically(minPhotons, maxPhotons, random);
		final double sigma = Draw.evenly(minSigma, maxSigma, random) / GaussianNoise.GREY_LEVELS;
		final double dark = offset / GaussianNoise.GREY_LEVELS;
		for (int i = 0; i < clean.length; i++) {
			final double signal = dark + PoissonSampler.sample((clean[i] - dark) * photons, random) / photons;
			noisy[i] = (float) (sigma == 0 ? signal : signal + sigma * random.nextGaussian());
		}
	}

	@Override
	public String description() {
		return "Poisson, " + Draw.text(minPhotons, maxPhotons) + " photons at white" +
			(offset == 0 ? "" : ", offset " + Draw.text(offset) + " of 255") + readNoise();
	}

	private String readNoise() {
		if (maxSigma == 0) return "";
		final String sigma = minSigma == 0 ? "up to " + Draw.text(maxSigma) : Draw.text(minSigma, maxSigma);
		return ", with Gaussian read noise of sigma " + sigma + " of 255";
	}
}
