package io.github.denoiser.train;

/** Hears of a training as it goes on, on the training's own thread. */
public interface TrainingListener {

	/** A listener that does nothing. */
	TrainingListener NONE = result -> {};

	void epochDone(EpochResult result);
}
