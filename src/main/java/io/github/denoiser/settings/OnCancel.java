// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** What becomes of the slices that are done when a command is cancelled, by the names that macros use. */
public enum OnCancel implements Labelled {

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

	@Override
	public String label() {
		return label;
	}
}
