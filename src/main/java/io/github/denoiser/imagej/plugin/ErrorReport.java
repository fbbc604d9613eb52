// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.awt.GraphicsEnvironment;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.VisibleText;
import io.github.denoiser.imagej.dialog.TextWrap;

/** Tells the user what went wrong, and stops the macro if there is one. */
final class ErrorReport {

	/** ImageJ's message dialog shows lines as they come, however long. */
	private static final int LINE_LENGTH = 70;

	private static final String ISSUES = "https://github.com/denoiser/denoiser/issues";

	private ErrorReport() {
		// static methods only
	}

	/**
	 * Shows a dialog, or without an ImageJ window a line on standard error. If a
	 * macro is running, it ends here.
	 *
	 * @param title the label of the command
	 * @param problem what was thrown
	 */
	static void show(final String title, final Throwable problem) {
		IJ.showProgress(1.0);
		final boolean stopped = Macro.MACRO_CANCELED.equals(problem.getMessage());
		if (stopped && problem instanceof RuntimeException) throw (RuntimeException) problem;
		if (problem instanceof DenoiserException) error(title, VisibleText.of(problem.getMessage()));
		else if (problem instanceof OutOfMemoryError) error(title, outOfMemory());
		else unexpected(title, problem);
	}

	private static String outOfMemory() {
		return "There is not enough memory (" + IJ.freeMemory() + ").\n" +
			"Close images that are not needed, or raise the limit in " +
			"Edit > Options > Memory & Threads... and restart ImageJ.";
	}

	private static void error(final String title, final String message) {
		if (isUnwatched()) {
			System.err.println(title + ": " + message);
			// Otherwise ImageJ would wait for somebody to close its error dialog.
			final Interpreter macro = Interpreter.getInstance();
			if (macro != null) macro.setIgnoreErrors(true);
		}
		IJ.error(title, TextWrap.wrap(message, LINE_LENGTH));
	}

	/** @return whether there is no ImageJ window: headless, or started with -batch */
	private static boolean isUnwatched() {
		return GraphicsEnvironment.isHeadless() || IJ.getInstance() == null;
	}

	/** Anything else is a bug: the stack trace goes where ImageJ shows its own. */
	private static void unexpected(final String title, final Throwable problem) {
		final String message = title + " failed. Please report this with the text below at " + ISSUES;
		if (isUnwatched()) {
			System.err.println(message);
			problem.printStackTrace();
		}
		else {
			IJ.log(message);
			IJ.handleException(problem);
		}
		stopMacro();
	}

	/**
	 * Ends the macro that runs on this thread, if any: the interpreter's macros look
	 * at a flag, all others end by the exception that this throws.
	 */
	static void stopMacro() {
		Interpreter.abort();
		Macro.abort();
	}
}
