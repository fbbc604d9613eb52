package io.github.denoiser.ij1;

import org.scijava.Cancelable;

import ij.IJ;

/** Cancels a running command when the user presses Esc in ImageJ. */
final class EscapeWatch implements AutoCloseable {

	private static final int POLL_MILLIS = 50;

	private final Thread thread;

	/** Starts watching; Esc keys of the past do not count. */
	EscapeWatch(final Cancelable command) {
		IJ.resetEscape();
		thread = new Thread(() -> watch(command), "Denoiser-Escape");
		thread.setDaemon(true);
		thread.start();
	}

	private static void watch(final Cancelable command) {
		try {
			while (!IJ.escapePressed())
				Thread.sleep(POLL_MILLIS);
			command.cancel(null);
		}
		catch (final InterruptedException exc) {
			// closed: nothing left to watch
		}
	}

	@Override
	public void close() {
		thread.interrupt();
	}
}
