// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

/** The engines that are there. */
public final class Engines {

	private static final int POLL_MILLIS = 20;

	private Engines() {
		// static methods only
	}

	/**
	 * Starts the engine if it is not running; the first time this takes seconds.
	 *
	 * @throws DenoiserException if there is none, or it cannot start, see {@link EngineProvider#start()}
	 */
	public static Engine start() {
		return provider().start();
	}

	/**
	 * The same, but a cancel need not wait until the engine has started: that goes on in
	 * the background, for whoever needs it next.
	 *
	 * @throws CancelledException if cancelled
	 */
	public static Engine start(final CancelToken cancel) {
		final FutureTask<Engine> task = new FutureTask<>(Engines::start);
		final Thread thread = new Thread(task, "Denoiser-Engine-Start");
		thread.setDaemon(true);
		thread.start();
		try {
			while (true) {
				cancel.throwIfCancelled();
				try {
					return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
				}
				catch (final TimeoutException e) {
					// Not yet.
				}
			}
		}
		catch (final ExecutionException e) {
			// What it throws is unchecked.
			if (e.getCause() instanceof Error) throw (Error) e.getCause();
			throw (RuntimeException) e.getCause();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancelledException();
		}
	}

	/**
	 * Finds out, before images take memory, whether this process may address what the engine needs to start.
	 *
	 * @throws DenoiserException if not
	 */
	public static void requireAddressSpace() {
		provider().requireAddressSpace();
	}

	/** In ImageJ, the thread's class loader need not be the one that sees the plugin: its own does. */
	private static EngineProvider provider() {
		for (final EngineProvider provider : ServiceLoader.load(EngineProvider.class,
			EngineProvider.class.getClassLoader()))
			return provider;
		throw new DenoiserException(
			"No engine is there that could run networks: the plugin is not installed as a whole. Install it again.");
	}
}
