// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import io.github.denoiser.core.Labelled;

/** How much time to give a training, for users who want to think of nothing else. */
public enum TrainingPreset implements Labelled {

	/** A first, usable model. */
	QUICK("quick", 4),
	/** A good model. */
	THOROUGH("thorough", 60),
	/** The best model. */
	OVERNIGHT("overnight", 480),
	/** As many epochs and steps as asked for, however long they take. */
	CUSTOM("custom", 0);

	/** More than any training has time for. */
	private static final int UNLIMITED_EPOCHS = 100_000;
	private static final int DEFAULT_EPOCHS = 100;

	private final String label;
	private final double minutes;

	TrainingPreset(final String label, final double minutes) {
		this.label = label;
		this.minutes = minutes;
	}

	@Override
	public String label() {
		return label;
	}

	/** The time limit; 0 for none. */
	public double minutes() {
		return minutes;
	}

	/**
	 * @param wish the number of epochs asked for; 0: not said
	 * @param minutes the time limit; 0: none
	 * @return the most epochs to train: the wish; otherwise as many as fit into the
	 *         time, or 100 if that has no limit
	 */
	public static int epochs(final int wish, final double minutes) {
		if (wish != 0) return wish;
		return minutes > 0 ? UNLIMITED_EPOCHS : DEFAULT_EPOCHS;
	}
}
