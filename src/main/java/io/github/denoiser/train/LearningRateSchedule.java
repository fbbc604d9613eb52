package io.github.denoiser.train;

/**
 * Learning rate over a training: a short linear rise, then half a cosine down to
 * a hundredth (Loshchilov and Hutter 2017, "SGDR", without restarts). It depends
 * on how much of the training is done, not on how many steps there are, so it
 * fits a training of so many minutes as well as one of so many epochs.
 */
final class LearningRateSchedule {

	private static final double WARM_UP = 0.02;
	private static final double FLOOR = 0.01;

	private final double peak;

	LearningRateSchedule(final double peak) {
		this.peak = peak;
	}

	/** @param done share of the training that is done, 0 to 1 */
	double at(final double done) {
		if (done < WARM_UP) return peak * (0.05 + 0.95 * done / WARM_UP);
		final double t = Math.min(1, (done - WARM_UP) / (1 - WARM_UP));
		return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * t)));
	}
}
