// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** How the learning rate goes over a training, by the names that macros and the command line use. */
public enum RateSchedule implements Labelled {

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

	@Override
	public String label() {
		return label;
	}
}
