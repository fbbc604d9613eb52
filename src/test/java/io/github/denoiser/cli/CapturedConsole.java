// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test prints, in place of the real console. */
final class CapturedConsole implements BeforeEachCallback, AfterEachCallback {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();
	private PrintStream realOut;
	private PrintStream realErr;

	@Override
	public void beforeEach(final ExtensionContext context) {
		clear();
		realOut = System.out;
		realErr = System.err;
		System.setOut(new PrintStream(out, true));
		System.setErr(new PrintStream(err, true));
	}

	@Override
	public void afterEach(final ExtensionContext context) {
		System.setOut(realOut);
		System.setErr(realErr);
	}

	/** Forgets what was printed. */
	void clear() {
		out.reset();
		err.reset();
	}

	/** What went to standard output since {@link #clear}. */
	String out() {
		return out.toString(StandardCharsets.UTF_8);
	}

	/** What went to standard error since {@link #clear}. */
	String err() {
		return err.toString(StandardCharsets.UTF_8);
	}
}
