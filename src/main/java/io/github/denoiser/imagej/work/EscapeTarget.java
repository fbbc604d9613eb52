// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import ij.ImagePlus;

/**
 * A command for which Esc is more than a cancel. All others are cancelled by it, and
 * work on the images among their inputs.
 */
public interface EscapeTarget {

	/** @return whether Esc in the window of this image is meant for the command */
	boolean worksOn(ImagePlus image);

	/**
	 * Somebody who can answer a question pressed Esc for this command, after its work had
	 * begun. Called on any thread, and should return at once.
	 */
	void escapePressed();
}
