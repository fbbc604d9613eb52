// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** Pixel type of a result, by the names that macros and the command line use. */
public enum OutputType implements Labelled {

	/** That of the input; values are rounded and clipped. */
	SAME("same"),
	/** 32-bit floating point; values stay as they are. */
	FLOAT("32-bit");

	private final String label;

	OutputType(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
