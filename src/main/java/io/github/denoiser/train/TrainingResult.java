package io.github.denoiser.train;

import java.util.List;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Weights;

/** The end of a training. Immutable. */
public final class TrainingResult {

	private final Weights weights;
	private final List<EpochRecord> history;
	private final boolean cancelled;

	TrainingResult(final Weights weights, final List<EpochRecord> history, final boolean cancelled) {
		this.weights = weights;
		this.history = List.copyOf(history);
		this.cancelled = cancelled;
	}

	/** Of the epoch with the least validation loss. */
	public Weights weights() {
		return weights;
	}

	/** Every epoch that took place. */
	public List<EpochRecord> history() {
		return history;
	}

	/** Whether the training was stopped before its end. */
	public boolean cancelled() {
		return cancelled;
	}
}
