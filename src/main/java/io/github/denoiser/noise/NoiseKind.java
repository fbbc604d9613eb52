// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labelled;

/**
 * The kinds of noise to choose from, by the labels that dialogs, macros and the
 * command line use. {@link NoiseSettings} holds their numbers.
 */
public enum NoiseKind implements Labelled {

	/** White noise of the same strength everywhere: mean, sigma or variance. */
	GAUSSIAN("Gaussian"),
	/** Photon noise, the brighter, the stronger: photons. */
	POISSON("Poisson"),
	/** Photon noise and read noise, as cameras have them: photons or gain, offset, read noise. */
	POISSON_GAUSSIAN("Poisson-Gaussian"),
	/** The first paper's grey noise, clipped to black and white: coefficient. */
	COEFFICIENT("Coefficient"),
	/** Noise in proportion to the signal, as in ultrasound images: coefficient. */
	SPECKLE("Speckle"),
	/** Pixels that are black or white: share. */
	SALT_AND_PEPPER("Salt-and-pepper"),
	/** Pixels that are missing, set to zero: share. */
	MASKING("Masking"),
	/** Each patch is given Gaussian or Poisson-Gaussian noise: for images of unknown noise. */
	MIXED("Mixed");

	/** Read noise of {@link #model} goes up to this share of the Gaussian sigma. */
	public static final double READ_NOISE_SHARE = 0.4;

	private final String label;

	NoiseKind(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}

	/**
	 * The noise of this kind with the two numbers that training has had from the
	 * start; all others as {@link NoiseSettings} has them by default, except that
	 * read noise goes from 0 to 0.4 of the greatest sigma.
	 *
	 * @param sigma least standard deviation of Gaussian noise, in grey levels of
	 *          0..255; unused for {@link #POISSON}
	 * @param maxSigma greatest one; 0: the same as the least
	 * @param photons fewest photons at white; unused for {@link #GAUSSIAN}
	 * @param maxPhotons most photons at white; 0: the same as the fewest
	 * @throws DenoiserException if a number is out of range
	 */
	public NoiseModel model(final double sigma, final double maxSigma, final double photons, final double maxPhotons) {
		return NoiseSettings.builder(this).sigma(sigma, maxSigma).photons(photons, maxPhotons).trainingReadNoise(-1).build()
			.model();
	}
}
