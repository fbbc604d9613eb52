// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import ij.gui.GenericDialog;
import io.github.denoiser.settings.OnCancel;

/** Whether to keep what was done before a command was cancelled. */
public final class KeepQuestion {

	private KeepQuestion() {
		// static methods only
	}

	/**
	 * Asks if it has to; without anything to keep, or anybody to answer, the answer is no.
	 *
	 * @param title of the dialog
	 * @param part what there is to keep, in words; empty for nothing
	 */
	public static boolean isKept(final OnCancel choice, final String title, final String part) {
		if (part.isEmpty() || choice == OnCancel.DISCARD) return false;
		if (choice == OnCancel.KEEP) return true;
		if (Attendance.isUnattended()) return false;
		final GenericDialog question = new GenericDialog(title);
		question.addMessage("Stopped. Keep " + part + "? The rest is not done.");
		question.setOKLabel("Keep");
		question.setCancelLabel("Discard");
		question.showDialog();
		return question.wasOKed();
	}
}
