// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.preview;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

/**
 * Runs jobs on a thread of its own, one at a time, of which only the newest counts: one
 * that waits is dropped for a newer one, and one that has run for a while is cancelled.
 * A short one may finish, so that there is something to see while the user drags.
 */
final class LatestJob implements AutoCloseable {

	private static final long PATIENCE_NANOS = 500_000_000;

	private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
		final Thread worker = new Thread(task, "Denoiser-Preview");
		worker.setDaemon(true);
		return worker;
	});
	private CancelToken waiting = new CancelToken();
	private CancelToken running = new CancelToken();
	private long started;

	/** @param job may throw {@link CancelledException} once its token is cancelled */
	synchronized void submit(final Consumer<CancelToken> job) {
		if (thread.isShutdown()) return;
		waiting.cancel();
		if (System.nanoTime() - started > PATIENCE_NANOS) running.cancel();
		final CancelToken token = new CancelToken();
		waiting = token;
		thread.execute(() -> run(job, token));
	}

	private void run(final Consumer<CancelToken> job, final CancelToken token) {
		synchronized (this) {
			if (token.isCancelled()) return;
			waiting = new CancelToken();
			running = token;
			started = System.nanoTime();
		}
		try {
			job.accept(token);
		}
		catch (final CancelledException e) {
			// nobody waits for its result
		}
	}

	/** Cancels what runs and drops what waits. */
	@Override
	public synchronized void close() {
		waiting.cancel();
		running.cancel();
		thread.shutdown();
	}
}
