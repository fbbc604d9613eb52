// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;

import ij.IJ;

/**
 * Shows the progress of SciJava's commands in plain ImageJ's status bar. Messages
 * without progress are SciJava's own, "Running command" and the like, and would
 * hide those that matter.
 */
final class StatusBridge {

	@EventHandler
	void onEvent(final StatusEvent event) {
		if (event.getProgressMaximum() <= 0 || event.getProgressValue() < 0) return;
		if (event.getStatusMessage() != null) IJ.showStatus(event.getStatusMessage());
		IJ.showProgress((double) event.getProgressValue() / event.getProgressMaximum());
	}
}
