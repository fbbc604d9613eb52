// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.util.Optional;

import ij.ImagePlus;

/** A command that makes an image of an image, and can do so without windows. */
public abstract class ImageCommand extends CancelableCommand {

	/** Gives it the image to work on, in place of the current one. */
	public abstract void setImage(ImagePlus image);

	/** What it has made; null before it has run. */
	public abstract ImagePlus result();

	/** A line about what was done, beside the image; empty if there is nothing to say. */
	public Optional<String> summary() {
		return Optional.empty();
	}
}
