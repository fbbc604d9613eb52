// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** Which part of every slice to process, by the names that macros and the command line use. */
public enum Area implements Labelled {

	/** All pixels. */
	WHOLE("whole"),
	/** Those inside of the area selection; the others stay as they are. */
	SELECTION("selection");

	private final String label;

	Area(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
