package io.github.denoiser.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
		for (final LearnFrom way : values()) {
			if (way.label.equalsIgnoreCase(label.trim())) return way;
		}
		throw new DenoiserException("\"learn_from\" is \"" + label + "\"; it must be one of " + String.join(", ", labels()) +
			".");
	}

	/** All names, in the order to offer them in. */
	public static List<String> labels() {
		return Arrays.stream(values()).map(LearnFrom::label).collect(Collectors.toList());
	}
}
