package io.github.denoiser.cli;

import io.github.denoiser.progress.ProgressListener;

/** One line of a terminal that is written again and again; silent if standard error is not a terminal. */
final class ConsoleProgress implements ProgressListener {

	private static final long INTERVAL = 500_000_000L;

	private final boolean terminal = System.console() != null;
	private long last;

	@Override
	public void progress(final long done, final long total, final String message) {
		if (!terminal) return;
		final long now = System.nanoTime();
		if (done < total && now - last < INTERVAL) return;
		last = now;
		System.err.printf("\r%3d%%  %-60s%s", 100 * done / total, message, done < total ? "" : "\r" + " ".repeat(68) + "\r");
	}
}
