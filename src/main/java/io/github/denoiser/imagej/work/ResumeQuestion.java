// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.util.Locale;

import ij.IJ;
import ij.gui.YesNoCancelDialog;

import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.train.Checkpoint;

/** Asks whether to go on with a training that was interrupted. */
public final class ResumeQuestion {

	private ResumeQuestion() {
		// static methods only
	}

	/**
	 * Without somebody to answer, the answer is yes.
	 *
	 * @return whether to go on; otherwise it starts again from its beginning
	 * @throws CancelledException if the user wants neither; the interrupted training stays
	 *           as it is
	 */
	public static boolean goOn(final Checkpoint interrupted) {
		if (Attendance.isUnattended() || IJ.getInstance() == null) return true;
		final int epochs = interrupted.history().size();
		final YesNoCancelDialog dialog = new YesNoCancelDialog(IJ.getInstance(), "Train Denoiser",
			String.format(Locale.ROOT,
				"This training was interrupted after epoch %d (%.1f minutes).\nGo on where it stopped?", epochs,
				interrupted.seconds() / 60),
			"Go On", "Start Again");
		if (dialog.cancelPressed()) throw new CancelledException();
		return dialog.yesPressed();
	}
}
