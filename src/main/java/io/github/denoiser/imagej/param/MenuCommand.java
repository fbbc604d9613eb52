// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import java.nio.file.Path;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;

/** Runs entries of ImageJ's menu from windows of ours. */
public final class MenuCommand {

	private MenuCommand() {
		// static methods only
	}

	/**
	 * Denoises an image with a model, on a thread of its own: returns at once.
	 *
	 * @param image may be null, or closed by now: the current image then
	 */
	public static void denoiseWith(final Path model, final ImagePlus image) {
		// Something else may be in front, for example what the model removes.
		if (image != null && image.getWindow() != null) IJ.selectWindow(image.getID());
		run("Denoise Image...", "model=" + MacroOptions.quote(model.toString()));
	}

	private static void run(final String label, final String options) {
		new Thread(() -> {
			try {
				IJ.run(label, options);
			}
			catch (final RuntimeException problem) {
				// The command has told what was wrong, and ends the macro that it thinks it is in.
				if (!Macro.MACRO_CANCELED.equals(problem.getMessage())) throw problem;
			}
		}, "Denoiser-" + label).start();
	}
}
