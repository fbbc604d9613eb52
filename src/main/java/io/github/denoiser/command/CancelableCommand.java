// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import org.scijava.Cancelable;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;

/**
 * A command that can be cancelled while it runs, and that shows its progress in
 * the status bar and, in Fiji, in the list of tasks. Problems leave
 * {@link #run()} as exceptions. It does not extend SciJava's DynamicCommand, for
 * which {@code CommandService.run(Class, ...)} returns null.
 */
public abstract class CancelableCommand implements Command, Cancelable {

	/** The scale of progress: it fits into an int however long the job is. */
	private static final int SCALE = 1000;

	@Parameter(required = false)
	private StatusService statusService;

	@Parameter(required = false)
	private TaskService taskService;

	private final CancelToken cancelToken = new CancelToken();
	private ProgressListener listener = ProgressListener.NONE;
	private volatile String cancelReason;
	private Task task;
	private volatile boolean running;
	private volatile int value;

	/**
	 * Does the work. A command that has something to hand over after a cancel does
	 * so and returns as usual.
	 *
	 * @param cancel to be passed on to the workflow
	 * @param progress moves the progress bar
	 * @throws CancelledException if cancelled: the command then counts as cancelled,
	 *           without an output
	 */
	abstract void execute(CancelToken cancel, ProgressListener progress);

	@Override
	public final void run() {
		ParameterCheck.check(this);
		startTask();
		running = true;
		try {
			execute(cancelToken, this::showProgress);
		}
		catch (final CancelledException exc) {
			cancelToken.cancel();
			showProgress(1, 1, "Cancelled");
		}
		finally {
			running = false;
			if (task != null) task.finish();
		}
	}

	/**
	 * Looks at everything that can be wrong whatever the images: values that the parameters do not allow, here.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if something is
	 */
	public void checkValues() {
		ParameterCheck.checkValues(this);
	}

	/** Shows its progress there, too. */
	public final void showProgressIn(final ProgressListener other) {
		listener = other;
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
		// A tile or a batch may take seconds.
		if (running) show(value, "Stopping...");
	}

	@Override
	public boolean isCanceled() {
		return cancelToken.isCancelled();
	}

	@Override
	public String getCancelReason() {
		return cancelReason;
	}

	private void startTask() {
		if (taskService == null) return;
		final String label = getClass().getAnnotation(Plugin.class).label();
		task = taskService.createTask(label.replace("...", ""));
		task.setCancelCallBack(() -> cancel(null));
		task.setProgressMaximum(SCALE);
		task.start();
	}

	private void showProgress(final long done, final long total, final String message) {
		value = (int) (SCALE * done / Math.max(1, total));
		show(value, message);
		listener.progress(done, total, message);
	}

	private void show(final int progress, final String message) {
		if (statusService != null) statusService.showStatus(progress, SCALE, message);
		if (task == null) return;
		task.setStatusMessage(message);
		task.setProgressValue(progress);
	}
}
