package io.github.denoiser.command;

import org.scijava.app.StatusService;
import org.scijava.command.DynamicCommand;
import org.scijava.plugin.Parameter;

import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;

/**
 * A command that can be cancelled while it runs, and that shows its progress in
 * the status bar. Problems leave {@link #run()} as exceptions.
 */
abstract class CancelableCommand extends DynamicCommand {

	@Parameter(required = false)
	private StatusService statusService;

	private final CancelToken cancelToken = new CancelToken();

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

	/** Stops the work at the next tile, plane or batch; may come from any thread. */
	@Override
	public void cancel(final String reason) {
		super.cancel(reason);
		cancelToken.cancel();
	}

	/** ModuleRunner shows a reason as a warning: there is none to show. */
	@Override
	public String getCancelReason() {
		final String reason = super.getCancelReason();
		return reason == null || reason.isEmpty() ? null : reason;
	}

	private void showProgress(final long done, final long total, final String message) {
		if (statusService == null) return;
		// The scale fits into an int however long the job is.
		final int scale = 1000;
		statusService.showStatus((int) (scale * done / Math.max(1, total)), scale, message);
	}
}
