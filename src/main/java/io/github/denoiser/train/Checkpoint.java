// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.List;

import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Weights;

/**
 * A training at the end of an epoch: all that it takes to go on from there. Random
 * numbers are not part of it, because those of a step follow from the seed and the
 * number of the step. Immutable.
 */
public final class Checkpoint {

	private final TrainerState state;
	private final Weights best;
	private final List<EpochRecord> history;
	private final long step;
	private final double seconds;
	private final int batchSize;
	private final double rateFactor;
	private final long drawn;

	/**
	 * @param state of the network's training
	 * @param best weights of the epoch with the least validation loss
	 * @param history every epoch so far
	 * @param step steps made so far
	 * @param seconds that the training took so far
	 * @param batchSize patches a step, which may have been lowered for lack of memory
	 * @param rateFactor what the learning rate is multiplied with, which is lowered each
	 *          time that the training diverges
	 * @param drawn patches drawn so far
	 */
	Checkpoint(final TrainerState state, final Weights best, final List<EpochRecord> history, final long step,
		final double seconds, final int batchSize, final double rateFactor, final long drawn)
	{
		this.state = state;
		this.best = best;
		this.history = List.copyOf(history);
		this.step = step;
		this.seconds = seconds;
		this.batchSize = batchSize;
		this.rateFactor = rateFactor;
		this.drawn = drawn;
	}

	TrainerState state() {
		return state;
	}

	/** Weights of the epoch with the least validation loss. */
	public Weights best() {
		return best;
	}

	/** Every epoch so far. */
	public List<EpochRecord> history() {
		return history;
	}

	long step() {
		return step;
	}

	/** How long the training took so far. */
	public double seconds() {
		return seconds;
	}

	int batchSize() {
		return batchSize;
	}

	double rateFactor() {
		return rateFactor;
	}

	/** Patches drawn so far, those of steps that were taken back included. */
	public long drawn() {
		return drawn;
	}
}
