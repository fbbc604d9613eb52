// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Runs one command line after the other in one JVM, as ImageJ does with commands: each line
 * of standard input is one, with tabs between its arguments. After each comes a line with
 * its exit code.
 */
public final class CommandLineServer {

	/** What the line with the exit code begins with. */
	public static final String EXIT_CODE = "=== exit code ";

	private CommandLineServer() {}

	public static void main(final String[] arguments) throws IOException {
		final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			final int code = Main.run(line.split("\t"));
			System.err.flush();
			System.out.println("\n" + EXIT_CODE + code);
			System.out.flush();
		}
	}
}
