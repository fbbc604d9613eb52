// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

/** How far a training is after one of its steps. Immutable. */
public final class TrainingProgress {

	private final int epoch;
	private final long step;
	private final double done;
	private final double seconds;
	private final double patchesPerSecond;

	/**
	 * @param epoch the one under way, from 1
	 * @param step steps made so far
	 * @param done share of the training, 0 to 1
	 * @param seconds since the start
	 * @param patchesPerSecond mean since the start
	 */
	public TrainingProgress(final int epoch, final long step, final double done, final double seconds,
		final double patchesPerSecond)
	{
		this.epoch = epoch;
		this.step = step;
		this.done = done;
		this.seconds = seconds;
		this.patchesPerSecond = patchesPerSecond;
	}

	/** The one under way, from 1. */
	public int epoch() {
		return epoch;
	}

	/** Steps made so far. */
	public long step() {
		return step;
	}

	/** Share of the training that is done, 0 to 1. */
	public double done() {
		return done;
	}

	/** Since the start. */
	public double seconds() {
		return seconds;
	}

	/** At the speed so far; infinite before the first step. */
	public double secondsLeft() {
		return seconds * (1 - done) / done;
	}

	/** Mean since the start. */
	public double patchesPerSecond() {
		return patchesPerSecond;
	}
}
