// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.List;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Weights;

/** The end of a training. Immutable. */
public final class TrainingResult {

	private final Weights weights;
	private final List<EpochRecord> history;
	private final boolean start;
	private final boolean cancelled;

	TrainingResult(final Weights weights, final List<EpochRecord> history, final boolean start, final boolean cancelled) {
		this.start = start;
		this.weights = weights;
		this.history = List.copyOf(history);
		this.cancelled = cancelled;
	}

	/**
	 * Of the epoch with the least validation loss; those at the start if no epoch was better, see
	 * {@link Trainer#keepStart}.
	 */
	public Weights weights() {
		return weights;
	}

	/** Every epoch that took place. */
	public List<EpochRecord> history() {
		return history;
	}

	/** Whether the weights are those that the training started from. */
	public boolean isStart() {
		return start;
	}

	/** Whether the training was stopped before its end. */
	public boolean cancelled() {
		return cancelled;
	}
}
