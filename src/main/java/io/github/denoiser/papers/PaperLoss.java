// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import io.github.denoiser.model.EpochRecord;

/** A row of Bernier and Lucio's table: what a training reached. Mean squared errors of values in 0..1. Immutable. */
public final class PaperLoss {

	private final int epochs;
	private final double training;
	private final double validation;

	PaperLoss(final int epochs, final double training, final double validation) {
		this.epochs = epochs;
		this.training = training;
		this.validation = validation;
	}

	static PaperLoss of(final EpochRecord epoch) {
		return new PaperLoss(epoch.epoch(), epoch.trainingLoss(), epoch.validationLoss());
	}

	/** How long was trained; of a result, its best epoch. */
	public int epochs() {
		return epochs;
	}

	public double training() {
		return training;
	}

	public double validation() {
		return validation;
	}
}
