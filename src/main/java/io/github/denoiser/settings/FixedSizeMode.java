// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/**
 * How to denoise an image of another size than the one that a model is made for; by
 * the names that macros and the command line use. Without meaning for models that
 * take any size.
 */
public enum FixedSizeMode implements Labelled {

	/** In tiles of the model's size, at the image's own resolution. */
	TILE("tile"),
	/** The whole image, resized to the model's size and back: fine detail is lost. */
	RESIZE("resize");

	private final String label;

	FixedSizeMode(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
