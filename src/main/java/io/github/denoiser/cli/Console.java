// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.util.Locale;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

import io.github.denoiser.core.VisibleText;

/**
 * What the command line prints. All of it goes through here: names of files and models do nothing to
 * the terminal, and numbers are the same in every language.
 */
final class Console {

	private static final int STANDARD_OUTPUT = 1;
	private static final int STANDARD_ERROR = 2;

	private Console() {
		// static methods only
	}

	/** Prints a line of the result. */
	static void line(final String text) {
		System.out.println(VisibleText.of(text));
	}

	/** As {@link #line(String)}, of a text that is put together. */
	static void format(final String format, final Object... values) {
		line(String.format(Locale.ROOT, format, values));
	}

	/** Prints several lines of the result. */
	static void lines(final String text) {
		text.lines().forEach(Console::line);
	}

	/** Prints a line that is no result: a problem, or what a user should know. */
	static void note(final String text) {
		System.err.println(VisibleText.of(text));
	}

	/** Writes over the last line that this has written. */
	static void progress(final String text) {
		System.err.print("\r" + text);
		System.err.flush();
	}

	/** Whether somebody watches the results in a terminal; otherwise they go into a file or another program. */
	static boolean isTerminal() {
		return isTerminal(STANDARD_OUTPUT);
	}

	/** Whether somebody watches notes and progress in a terminal. */
	static boolean showsProgress() {
		return isTerminal(STANDARD_ERROR);
	}

	/** Java knows only whether input and output are both terminals. */
	private static boolean isTerminal(final int stream) {
		try {
			final Function isatty = Platform.isWindows() ? NativeLibrary.getInstance("msvcrt").getFunction("_isatty")
				: NativeLibrary.getInstance("c").getFunction("isatty");
			return isatty.invokeInt(new Object[] { stream }) != 0;
		}
		catch (final UnsatisfiedLinkError e) {
			return System.console() != null;
		}
	}
}
