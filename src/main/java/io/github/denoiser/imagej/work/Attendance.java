// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.awt.GraphicsEnvironment;

import ij.IJ;
import ij.Macro;

/** Whether somebody watches while a command runs. */
public final class Attendance {

	private Attendance() {
		// static methods only
	}

	/**
	 * @return whether nobody is there to answer a dialog: a macro or a script runs the
	 *         command of this thread, with or without options, or there is no display
	 */
	public static boolean isUnattended() {
		final String thread = Thread.currentThread().getName();
		final boolean called = thread.startsWith("Run$_") && (IJ.isMacro() || thread.endsWith("Macro$"));
		return called || Macro.getOptions() != null || GraphicsEnvironment.isHeadless();
	}
}
