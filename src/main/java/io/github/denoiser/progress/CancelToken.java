package io.github.denoiser.progress;

/**
 * The one way to stop a running job. The job's owner makes it, everybody who
 * may stop the job calls {@link #cancel()}, and the job itself asks
 * {@link #isCancelled()} at every tile and every batch. Thread-safe.
 */
public final class CancelToken {

	private volatile boolean cancelled;

	/** Asks the job to stop at the next tile or batch; may be called often. */
	public void cancel() {
		cancelled = true;
	}

	public boolean isCancelled() {
		return cancelled;
	}

	/** @throws CancelledException if {@link #cancel()} has been called. */
	public void throwIfCancelled() {
		if (cancelled) throw new CancelledException();
	}
}
