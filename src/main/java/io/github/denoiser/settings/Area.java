package io.github.denoiser.settings;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** Which part of every slice to process, by the names that macros and the command line use. */
public enum Area {

	/** All pixels. */
	WHOLE("whole"),
	/** Those inside of the area selection; the others stay as they are. */
	SELECTION("selection");

	private final String label;

	Area(final String label) {
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
	public static Area of(final String label) {
		return Labels.find("area", label, values(), Area::label);
	}
}
