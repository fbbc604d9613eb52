// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import io.github.denoiser.settings.TrainingConfig;

/** Tells how much of a training is done, by steps and by time. */
final class Clock {

	/** A training with a time limit has at least this many epochs, on a slow machine too. */
	private static final int MIN_TIMED_EPOCHS = 20;

	private final long start;
	private final double before;
	private final long totalSteps;
	private final double limit;
	private double epochStart;

	/** @param before seconds that the training took before it was interrupted */
	Clock(final TrainingConfig config, final double before) {
		this.before = before;
		start = System.nanoTime();
		totalSteps = (long) config.epochs() * config.stepsPerEpoch();
		limit = 60 * config.minutes();
	}

	/** Since the training began, without the time that it was interrupted for. */
	double seconds() {
		return before + secondsOfThisRun();
	}

	/** Since this program began to work on it. */
	double secondsOfThisRun() {
		return (System.nanoTime() - start) / 1e9;
	}

	void startEpoch() {
		epochStart = seconds();
	}

	/** With a time limit, epochs are never so long that there would be only a few. */
	boolean epochIsOver() {
		return limit > 0 && seconds() - epochStart > limit / MIN_TIMED_EPOCHS;
	}

	/** @return share of the training that is done, 0 to 1 */
	double done(final long step) {
		final double bySteps = (double) step / totalSteps;
		return Math.min(1, limit > 0 ? Math.max(bySteps, seconds() / limit) : bySteps);
	}

	boolean isOver(final long step) {
		return done(step) >= 1;
	}
}
