package io.github.denoiser.settings;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** Which channels of a stack to process, by the names that macros and the command line use. */
public enum Channels {

	/** All of them, each by itself. */
	ALL("all"),
	/** The one on display. */
	CURRENT("current");

	private final String label;

	Channels(final String label) {
		this.label = label;
	}

	public String label() {
		return label;
	}

	/** What the command line lists and accepts. */
	@Override
	public String toString() {
		return label;
	}

	/**
	 * @param label in any case
	 * @throws DenoiserException if there is no such choice; the message lists all
	 */
	public static Channels of(final String label) {
		return Labels.find("channels", label, values(), Channels::label);
	}
}
