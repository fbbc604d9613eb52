package io.github.denoiser.settings;

import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/** Pixel type of a result, by the names that macros and the command line use. */
public enum OutputType {

	/** That of the input; values are rounded and clipped. */
	SAME("same"),
	/** 32-bit floating point; values stay as they are. */
	FLOAT("32-bit");

	private final String label;

	OutputType(final String label) {
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

	/** All labels, in the order to offer them in. */
	public static List<String> labels() {
		return Labels.all(values(), OutputType::label);
	}

	/**
	 * @param label in any case
	 * @throws DenoiserException if there is no such type; the message lists all
	 */
	public static OutputType of(final String label) {
		return Labels.find("output_type", label, values(), OutputType::label);
	}
}
