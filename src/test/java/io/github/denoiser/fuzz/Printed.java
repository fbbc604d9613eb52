// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is printed to the console meanwhile. */
final class Printed {

	private static final int MOST = 500;

	private final PrintStream out = System.out;
	private final PrintStream err = System.err;
	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private Printed() {}

	/** Takes what is printed from here on; {@link #end} must follow. */
	static Printed start() {
		final Printed printed = new Printed();
		final PrintStream stream = new PrintStream(printed.bytes, true, StandardCharsets.UTF_8);
		System.setOut(stream);
		System.setErr(stream);
		return printed;
	}

	void end() {
		System.setOut(out);
		System.setErr(err);
	}

	/** @return the start of what was printed; empty for nothing */
	String text() {
		final String text = bytes.toString(StandardCharsets.UTF_8).trim();
		return text.substring(0, Math.min(MOST, text.length()));
	}
}
