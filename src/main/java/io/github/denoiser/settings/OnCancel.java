package io.github.denoiser.settings;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** What becomes of the slices that are done when a command is cancelled, by the names that macros use. */
public enum OnCancel {

	/** The user is asked; where nobody is there to answer, they are discarded. */
	ASK("ask"),
	/** They are kept. */
	KEEP("keep"),
	/** They are discarded. */
	DISCARD("discard");

	private final String label;

	OnCancel(final String label) {
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
	public static OnCancel of(final String label) {
		return Labels.find("on_cancel", label, values(), OnCancel::label);
	}
}
