package io.github.denoiser.train;

import io.github.denoiser.model.EpochRecord;

/** Hears of a training as it goes on, on the training's own thread. */
@FunctionalInterface
public interface TrainingListener {

	/** A listener that does nothing. */
	TrainingListener NONE = (epoch, best) -> {};

	/**
	 * Called once, before the first step.
	 *
	 * @param noisyPsnr PSNR in dB of the validation patches as they are, with their
	 *          noise: what the training is to improve on
	 */
	default void started(final double noisyPsnr) {
		// of interest to few
	}

	/** @param best whether no earlier epoch had a lower validation loss */
	void epochDone(EpochRecord epoch, boolean best);
}
