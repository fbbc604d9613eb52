// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.nio.file.Path;

import ij.ImagePlus;

/** A command whose work goes on another day if ImageJ ends first; see {@link InterruptedTrainings}. */
public interface Resumable {

	/**
	 * @return the file that holds the state of the work, and is there only while the work is
	 *         not done; null if the inputs do not say where it is
	 */
	Path state();

	/** @return whether the work needs this image, and cannot go on without */
	boolean worksOn(ImagePlus image);

	/** @param note to be run when the work has begun, so that a state may be written from then on */
	void whenBegun(Runnable note);

	/** The work is to go on where its state says, without asking; it fails if it cannot. */
	void goOnOnly();
}
