// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import io.github.denoiser.progress.CancelToken;

/** What a user may ask of a training while it runs; from any thread. */
public final class TrainingControl {

	private final CancelToken stop;
	private final AtomicReference<Path> copy = new AtomicReference<>();
	private volatile boolean discarded;
	private volatile boolean suspended;

	/** @param stop ends the training at the next batch; what was learned by then is kept */
	public TrainingControl(final CancelToken stop) {
		this.stop = stop;
	}

	/** Ends the training at the next batch and keeps the best model so far. */
	public void finish() {
		stop.cancel();
	}

	/** Ends the training at the next batch and saves nothing. */
	public void discard() {
		discarded = true;
		stop.cancel();
	}

	/**
	 * Ends the training at the next batch and saves no model: its last checkpoint stays, for the training to go on another
	 * day.
	 */
	public void suspend() {
		suspended = true;
		stop.cancel();
	}

	/** Saves the best model so far as a file of its own, at the end of the epoch, and goes on. */
	public void saveCopy(final Path file) {
		copy.set(file);
	}

	/** Whether the training was asked to end. */
	public boolean isStopped() {
		return stop.isCancelled();
	}

	/** The same, for what waits before there is anything to save. */
	public CancelToken stop() {
		return stop;
	}

	/** Whether nothing is to be saved. */
	public boolean isDiscarded() {
		return discarded;
	}

	/** Whether no model is to be saved, but the training goes on another day. */
	public boolean isSuspended() {
		return suspended;
	}

	/** @return the file to save a copy as, once for every wish; null for none */
	public Path takeCopyWish() {
		return copy.getAndSet(null);
	}
}
