// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.List;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.settings.RateSchedule;

/**
 * Learning rate over a training: a linear rise over the first steps, and then as the
 * {@link RateSchedule} says. The cosine (Loshchilov and Hutter 2017, "SGDR", without
 * restarts) falls to a hundredth, and depends on how much of the training is done, not on
 * how many steps there are, so it fits a training of so many minutes as well as one of so
 * many epochs. The rise is counted in steps: Adam needs them to learn how large
 * gradients are, and a network without normalisation layers is thrown far off by
 * full steps before that.
 */
final class LearningRateSchedule {

	private static final double WARM_UP_STEPS = 100;
	private static final double FLOOR = 0.01;
	/**
	 * Epochs without improvement that make a plateau, and what the rate is multiplied with then: those of N2V and CARE.
	 */
	private static final int PLATEAU_EPOCHS = 10;
	private static final double PLATEAU_FACTOR = 0.5;

	private final double peak;
	private final RateSchedule kind;
	private int plateaus;

	LearningRateSchedule(final double peak, final RateSchedule kind) {
		this.peak = peak;
		this.kind = kind;
	}

	/** Looks for plateaus in all epochs so far; to be called when there is a new one. */
	void read(final List<EpochRecord> history) {
		double best = Double.POSITIVE_INFINITY;
		int since = 0;
		plateaus = 0;
		for (final EpochRecord epoch : history) {
			since++;
			if (epoch.validationLoss() < best) {
				best = epoch.validationLoss();
				since = 0;
			}
			else if (since == PLATEAU_EPOCHS) {
				plateaus++;
				since = 0;
			}
		}
	}

	/**
	 * @param step from 0
	 * @param done share of the training that is done, 0 to 1
	 */
	double at(final long step, final double done) {
		final double rise = peak * Math.min(1, (step + 1) / WARM_UP_STEPS);
		switch (kind) {
			case CONSTANT:
				return rise;
			case PLATEAU:
				return rise * Math.max(FLOOR, Math.pow(PLATEAU_FACTOR, plateaus));
			default:
				return rise * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done))));
		}
	}
}
