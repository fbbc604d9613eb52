package io.github.denoiser.noise;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.github.denoiser.config.DenoiserException;

/** The kinds of noise to choose from, by the labels that dialogs, macros and the command line use. */
public enum NoiseKind {

	/** White noise of the same strength everywhere. */
	GAUSSIAN("Gaussian"),
	/** Photon noise: the brighter, the stronger. */
	POISSON("Poisson"),
	/** Photon noise and read noise, as cameras have them. */
	POISSON_GAUSSIAN("Poisson-Gaussian"),
	/** Each patch is given Gaussian or Poisson-Gaussian noise: for images of unknown noise. */
	MIXED("Mixed");

	/** Read noise of {@link #POISSON_GAUSSIAN} goes up to this share of the Gaussian sigma. */
	private static final double READ_NOISE_SHARE = 0.4;

	private final String label;

	NoiseKind(final String label) {
		this.label = label;
	}

	public String label() {
		return label;
	}

	/** All labels, in the order to offer them in. */
	public static List<String> labels() {
		return Arrays.stream(values()).map(NoiseKind::label).collect(Collectors.toList());
	}

	/**
	 * @param label in any case
	 * @throws DenoiserException if there is no such kind; the message lists all
	 */
	public static NoiseKind of(final String label) {
		for (final NoiseKind kind : values()) {
			if (kind.label.equalsIgnoreCase(label)) return kind;
		}
		throw new DenoiserException("\"noise\" is \"" + label + "\"; it must be one of " + String.join(", ", labels()) + ".");
	}

	/**
	 * @param sigma least standard deviation of Gaussian noise, in grey levels of
	 *          0..255; unused for {@link #POISSON}
	 * @param maxSigma greatest one; 0: the same as the least
	 * @param photons fewest photons at white; unused for {@link #GAUSSIAN}
	 * @param maxPhotons most photons at white; 0: the same as the fewest
	 * @throws DenoiserException if a number is out of range
	 */
	public NoiseModel model(final double sigma, final double maxSigma, final double photons, final double maxPhotons) {
		final double toSigma = maxSigma == 0 ? sigma : maxSigma;
		final double toPhotons = maxPhotons == 0 ? photons : maxPhotons;
		switch (this) {
			case GAUSSIAN:
				return new GaussianNoise(sigma, toSigma);
			case POISSON:
				return new PoissonGaussianNoise(photons, toPhotons, 0);
			case POISSON_GAUSSIAN:
				return new PoissonGaussianNoise(photons, toPhotons, READ_NOISE_SHARE * toSigma);
			default:
				return new MixedNoise(List.of(GAUSSIAN.model(sigma, toSigma, photons, toPhotons), POISSON_GAUSSIAN.model(sigma,
					toSigma, photons, toPhotons)));
		}
	}
}
