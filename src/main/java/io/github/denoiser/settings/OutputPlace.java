// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** Where a result goes, by the names that macros use. */
public enum OutputPlace implements Labelled {

	/** Into an image of its own; the original stays as it is. */
	NEW_IMAGE("new_image"),
	/** Into the original, in place of its pixels. */
	IN_PLACE("in_place");

	private final String label;

	OutputPlace(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}
}
