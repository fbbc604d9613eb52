package io.github.denoiser.settings;

import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** How the learning rate goes over a training, by the names that macros and the command line use. */
public enum RateSchedule {

	/** Falls along half a cosine to nearly nothing at the end of the steps or minutes: the default. */
	COSINE("cosine"),
	/** Halves whenever validation has not improved for ten epochs, as in N2V and CARE. */
	PLATEAU("plateau"),
	/** Stays as it is, as in the papers of the autoencoders. */
	CONSTANT("constant");

	private final String label;

	RateSchedule(final String label) {
		this.label = label;
	}

	/** The name in macros and on the command line. */
	public String label() {
		return label;
	}

	/** What the command line lists. */
	@Override
	public String toString() {
		return label;
	}

	/** All names, in the order to offer them in. */
	public static List<String> labels() {
		return Labels.all(values(), RateSchedule::label);
	}

	/**
	 * @param label in any case
	 * @throws DenoiserException if there is no such schedule; the message lists all
	 */
	public static RateSchedule of(final String label) {
		return Labels.find("schedule", label, values(), RateSchedule::label);
	}
}
