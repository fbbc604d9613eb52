// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.util.Locale;

import io.github.denoiser.core.VisibleText;
import io.github.denoiser.progress.ProgressListener;

/** One line of a terminal that is written again and again; silent if standard error is not a terminal. */
final class ConsoleProgress implements ProgressListener {

	private static final long INTERVAL = 500_000_000L;
	private static final int WIDTH = 68;

	private final boolean shown;
	private long last;

	ConsoleProgress() {
		this(Console.showsProgress());
	}

	/** @param shown whether there is a terminal to write to */
	ConsoleProgress(final boolean shown) {
		this.shown = shown;
	}

	@Override
	public void progress(final long done, final long total, final String message) {
		if (!shown) return;
		final long now = System.nanoTime();
		if (done < total && now - last < INTERVAL) return;
		last = now;
		if (done < total)
			Console.progress(String.format(Locale.ROOT, "%3d%%  %-62s", 100 * done / total, VisibleText.of(message)));
		else Console.progress(" ".repeat(WIDTH) + "\r");
	}
}
