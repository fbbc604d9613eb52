package io.github.denoiser.settings;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** Where a result goes, by the names that macros use. */
public enum OutputPlace {

	/** Into an image of its own; the original stays as it is. */
	NEW_IMAGE("new_image"),
	/** Into the original, in place of its pixels. */
	IN_PLACE("in_place");

	private final String label;

	OutputPlace(final String label) {
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
	public static OutputPlace of(final String label) {
		return Labels.find("output", label, values(), OutputPlace::label);
	}
}
