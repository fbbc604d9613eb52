// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.List;

import io.github.denoiser.model.EpochRecord;

/** Hears of a training as it goes on, on the training's own thread: it should return at once. */
@FunctionalInterface
public interface TrainingListener {

	/** A listener that does nothing. */
	TrainingListener NONE = (epoch, best) -> {};

	/** Called once, before the first step. */
	default void started(final TrainingStart start) {
		// of interest to few
	}

	/** Called after {@link #started} if an interrupted training goes on, with the epochs that it had. */
	default void resumed(final List<EpochRecord> before) {
		// of interest to few
	}

	/** Called after every step. */
	default void stepDone(final TrainingProgress progress) {
		// of interest to few
	}

	/** @param best whether no earlier epoch had a lower validation loss */
	void epochDone(EpochRecord epoch, boolean best);

	/** Called after {@link #epochDone}, if there is something to show. */
	default void previewed(final EpochRecord epoch, final TrainingPreview preview) {
		// of interest to few
	}

	/** Called once at the end of a training without clean images, if the noise could be measured. */
	default void judged(final ResidualReport verdict) {
		// of interest to few
	}

	/** Something that the user should know, in a sentence: about the data, or about a problem that was overcome. */
	default void noted(final String message) {
		// of interest to few
	}
}
