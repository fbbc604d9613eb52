// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** Which channels of a stack to process, by the names that macros and the command line use. */
public enum Channels implements Labelled {

	/** All of them, each by itself. */
	ALL("all"),
	/** The one on display. */
	CURRENT("current");

	private final String label;

	Channels(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
