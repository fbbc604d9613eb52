// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import ij.gui.GenericDialog;

import io.github.denoiser.train.TrainingControl;

/** What the window of a training asks, in a dialog for a training that has no window. */
final class EndQuestion {

	private final TrainingControl control;
	private final Path destination;
	private final AtomicBoolean asked = new AtomicBoolean();
	private volatile GenericDialog dialog;
	private volatile boolean over;

	EndQuestion(final TrainingControl control, final Path destination) {
		this.control = control;
		this.destination = destination;
	}

	/** Returns at once; the training goes on meanwhile. */
	void ask() {
		if (control.isStopped() || asked.getAndSet(true)) return;
		new Thread(() -> {
			try {
				show();
			}
			finally {
				asked.set(false);
			}
		}, "Denoiser-Question").start();
	}

	private void show() {
		dialog = new GenericDialog("Train Denoiser");
		dialog.addMessage("End the training of " + destination.getFileName() + "?");
		dialog.enableYesNoCancel("Keep Best Model So Far", "Discard");
		dialog.setCancelLabel("Go on Training");
		if (over) return;
		dialog.showDialog();
		if (over || dialog.wasCanceled()) return;
		if (dialog.wasOKed()) control.finish();
		else control.discard();
	}

	/** The training has ended: there is nothing to ask any more. */
	void close() {
		over = true;
		final GenericDialog open = dialog;
		if (open != null) open.dispose();
	}
}
