package io.github.denoiser.command;

import org.scijava.Cancelable;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;

/**
 * A command that can be cancelled while it runs, and that shows its progress in
 * the status bar. Problems leave {@link #run()} as exceptions. It does not
 * extend SciJava's DynamicCommand, for which
 * {@code CommandService.run(Class, ...)} returns null.
 */
abstract class CancelableCommand implements Command, Cancelable {

	@Parameter(required = false)
	private StatusService statusService;

	private final CancelToken cancelToken = new CancelToken();
	private String cancelReason;

	/**
	 * Does the work.
	 *
	 * @param cancel to be passed on to the workflow
	 * @param progress moves the progress bar
	 * @throws CancelledException if cancelled: the command then counts as cancelled,
	 *           without an output
	 */
	abstract void execute(CancelToken cancel, ProgressListener progress);

	@Override
	public final void run() {
		try {
			execute(cancelToken, this::showProgress);
		}
		catch (final CancelledException exc) {
			cancel(null);
		}
	}

	/**
	 * Stops the work at the next tile, plane or batch; may come from any thread.
	 *
	 * @param reason shown as a warning; null for none, as when the user cancels
	 */
	@Override
	public void cancel(final String reason) {
		cancelReason = reason;
		cancelToken.cancel();
	}

	@Override
	public boolean isCanceled() {
		return cancelToken.isCancelled();
	}

	@Override
	public String getCancelReason() {
		return cancelReason;
	}

	private void showProgress(final long done, final long total, final String message) {
		if (statusService == null) return;
		// The scale fits into an int however long the job is.
		final int scale = 1000;
		statusService.showStatus((int) (scale * done / Math.max(1, total)), scale, message);
	}
}
