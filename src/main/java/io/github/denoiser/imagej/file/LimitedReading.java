// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

/**
 * Runs readers that are not ours in a thread of their own, where they may compute for so
 * long and no longer: some never come back from broken files. A disk that is slow
 * costs none of that time; a cancel ends the wait at once.
 */
final class LimitedReading {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
	private static final long POLL_MILLIS = 20;
	private static final long LEAST_SECONDS = 15;
	/** Many times what a reader of a good file takes, on a slow computer too. */
	private static final double SECONDS_PER_MEGABYTE = 1;

	private LimitedReading() {
		// static methods only
	}

	/**
	 * @return what the reader returns
	 * @throws DenoiserException if it takes too long; what else it throws is thrown here
	 */
	static <T> T of(final Path file, final CancelToken cancel, final Supplier<T> reader) {
		return of(file, limit(file), cancel, reader);
	}

	/** @param limit of computing, in seconds */
	static <T> T of(final Path file, final double limit, final CancelToken cancel, final Supplier<T> reader) {
		final FutureTask<T> task = new FutureTask<>(reader::get);
		final Thread thread = new Thread(task, "Denoiser-Open");
		// One that never ends must not keep Java from ending.
		thread.setDaemon(true);
		thread.start();
		while (true) {
			try {
				return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (final TimeoutException e) {
				final boolean isOver = seconds(thread) > limit;
				if (!isOver && !cancel.isCancelled()) continue;
				thread.interrupt();
				cancel.throwIfCancelled();
				throw new DenoiserException("\"" + file.getFileName() +
					"\" takes too long to read: it is damaged, or made to do harm. Copy it again, or convert it to TIFF.", e);
			}
			catch (final ExecutionException e) {
				if (e.getCause() instanceof RuntimeException) throw (RuntimeException) e.getCause();
				if (e.getCause() instanceof Error) throw (Error) e.getCause();
				throw new IllegalStateException(e.getCause());
			}
			catch (final InterruptedException e) {
				thread.interrupt();
				Thread.currentThread().interrupt();
				throw new CancelledException();
			}
		}
	}

	private static double seconds(final Thread thread) {
		return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) / 1e9 : 0;
	}

	private static double limit(final Path file) {
		try {
			return LEAST_SECONDS + SECONDS_PER_MEGABYTE * Files.size(file) / (1 << 20);
		}
		catch (final IOException e) {
			return LEAST_SECONDS;
		}
	}
}
