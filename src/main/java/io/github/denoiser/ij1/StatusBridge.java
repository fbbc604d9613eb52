package io.github.denoiser.ij1;

import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;

import ij.IJ;

/** Shows SciJava's status and progress in plain ImageJ's status bar. */
final class StatusBridge {

	@EventHandler
	void onEvent(final StatusEvent event) {
		if (event.getStatusMessage() != null) IJ.showStatus(event.getStatusMessage());
		if (event.getProgressMaximum() > 0 && event.getProgressValue() >= 0) {
			IJ.showProgress((double) event.getProgressValue() / event.getProgressMaximum());
		}
	}
}
