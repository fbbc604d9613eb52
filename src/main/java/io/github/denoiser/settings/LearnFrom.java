// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** What there is to learn from, by the names that macros and the command line use. */
public enum LearnFrom implements Labelled {

	/** Noisy images and nothing else. */
	NOISY("noisy"),
	/** Noisy images, and clean ones of the same scenes. */
	CLEAN_PAIRS("clean_pairs"),
	/** Two noisy images of each scene, or a time series. */
	NOISY_PAIRS("noisy_pairs"),
	/** Clean images, to which noise is added. */
	CLEAN("clean");

	private final String label;

	LearnFrom(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
