// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** What is done about the noise of an image before a network sees it. */
public enum NoiseHandling implements Labelled {

	/**
	 * It is measured, once for all slices of a channel, and made as the model knows it, if that was trained on noise of
	 * all kinds.
	 */
	AUTO("auto"),
	/** The same, measured for each slice by itself. */
	PER_SLICE("per_slice"),
	/** Nothing: the model sees the image as it is. */
	NONE("none");

	private final String label;

	NoiseHandling(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
