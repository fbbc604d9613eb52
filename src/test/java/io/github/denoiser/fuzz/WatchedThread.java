// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.fuzz;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs what may never end. */
final class WatchedThread {

	/** Of the clock, and far more than any case may compute: the machine may be busy. */
	private static final int SECONDS = 60;

	/** The stack of what hangs. */
	static final class Hung extends Exception {

		private static final long serialVersionUID = 1;

		private Hung(final StackTraceElement[] stack) {
			super("hangs" + Stream.of(stack).limit(15).map(line -> "\n\tat " + line).collect(Collectors.joining()));
		}
	}

	/**
	 * @param task throws nothing
	 * @throws Hung if it runs for a minute; it is left alone then
	 */
	String run(final Supplier<String> task) throws Hung {
		final CompletableFuture<String> result = new CompletableFuture<>();
		final Thread thread = new Thread(() -> result.complete(task.get()), "fuzz");
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler((where, problem) -> result.completeExceptionally(problem));
		thread.start();
		try {
			return result.get(SECONDS, TimeUnit.SECONDS);
		}
		catch (final TimeoutException e) {
			final StackTraceElement[] stack = thread.getStackTrace();
			thread.interrupt();
			throw new Hung(stack);
		}
		catch (final InterruptedException | ExecutionException e) {
			throw new IllegalStateException(e);
		}
	}
}
