// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.denoiser.cli.CommandLineServer;
import io.github.denoiser.torture.ChildJvm.Ended;

/**
 * A process that runs one command line after the other: some hundred times as many as with
 * a process for each, and what one leaves broken behind meets the next.
 */
final class CommandLines implements AutoCloseable {

	private static final long MINUTES = 3;

	/** Ends a process that hangs. */
	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
	private final Process process;
	private final Writer in;
	private final BufferedReader out;

	CommandLines(final ChildJvm child) throws IOException {
		process = child.process(CommandLineServer.class.getName()).start();
		in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
		out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/** @return its exit code, and all that it printed */
	Ended run(final List<String> arguments) throws IOException {
		final ScheduledFuture<?> late = watch.schedule(process::destroyForcibly, MINUTES, TimeUnit.MINUTES);
		try {
			return answer(arguments);
		}
		finally {
			late.cancel(false);
		}
	}

	private Ended answer(final List<String> arguments) throws IOException {
		in.write(String.join("\t", arguments) + "\n");
		in.flush();
		final StringBuilder output = new StringBuilder();
		for (String line = out.readLine(); line != null; line = out.readLine()) {
			if (line.startsWith(CommandLineServer.EXIT_CODE)) {
				return new Ended(Integer.parseInt(line.substring(CommandLineServer.EXIT_CODE.length())), output.toString());
			}
			output.append(line).append('\n');
		}
		throw new IOException("the process died or hung within " + arguments + ": " + output);
	}

	@Override
	public void close() throws IOException {
		watch.shutdownNow();
		in.close();
		try {
			if (!process.waitFor(1, TimeUnit.MINUTES)) process.destroyForcibly();
		}
		catch (final InterruptedException e) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}
}
