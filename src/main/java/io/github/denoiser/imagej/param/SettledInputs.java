// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import org.scijava.module.Module;

import ij.ImagePlus;

import io.github.denoiser.imagej.pixels.SelectedArea;

/** Parameters that cannot matter for the current image: no dialog asks for them. */
public final class SettledInputs {

	/** The key of "Process entire stack". */
	private static final String STACK = "stack";

	private SettledInputs() {
		// static methods only
	}

	/**
	 * Marks these parameters as resolved, with their defaults.
	 *
	 * @param image null for none
	 */
	public static void settle(final Module module, final ImagePlus image) {
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			if (!matters(input, image)) module.resolveInput(input.key());
		}
	}

	private static boolean matters(final CommandInput input, final ImagePlus image) {
		if (STACK.equals(input.key())) return image != null && image.getStackSize() > 1;
		final String needed = input.hint(DialogHints.NEEDS);
		if (needed == null) return true;
		if (image == null) return false;
		switch (needed) {
			case "channels":
				return image.getNChannels() > 1;
			case "selection":
				return SelectedArea.exists(image);
			default:
				throw new IllegalArgumentException("An image cannot have \"" + needed + "\".");
		}
	}
}
