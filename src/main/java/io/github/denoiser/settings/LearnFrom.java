package io.github.denoiser.settings;

import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** What there is to learn from, by the names that macros and the command line use. */
public enum LearnFrom {

	/** Noisy images and nothing else. */
	NOISY("noisy"),
	/** Noisy images, and clean ones of the same scenes. */
	CLEAN_PAIRS("clean_pairs"),
	/** Two noisy images of each scene, or a time series. */
	NOISY_PAIRS("noisy_pairs"),
	/** Clean images, to which noise is added. */
	CLEAN("clean");

	private final String label;

	LearnFrom(final String label) {
		this.label = label;
	}

	/** The name in macros and on the command line. */
	public String label() {
		return label;
	}

	/**
	 * @param label in any case
	 * @throws DenoiserException if there is no such way; the message lists all
	 */
	public static LearnFrom of(final String label) {
		return Labels.find("learn_from", label, values(), LearnFrom::label);
	}

	/** All names, in the order to offer them in. */
	public static List<String> labels() {
		return Labels.all(values(), LearnFrom::label);
	}
}
