package io.github.denoiser.train;

import io.github.denoiser.model.EpochRecord;

/** Hears of a training as it goes on, on the training's own thread. */
@FunctionalInterface
public interface TrainingListener {

	/** A listener that does nothing. */
	TrainingListener NONE = (epoch, best) -> {};

	/** @param best whether no earlier epoch had a lower validation loss */
	void epochDone(EpochRecord epoch, boolean best);
}
