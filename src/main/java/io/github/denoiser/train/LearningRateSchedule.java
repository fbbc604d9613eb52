package io.github.denoiser.train;

/**
 * Learning rate over a training: a linear rise over the first steps, and half a
 * cosine down to a hundredth (Loshchilov and Hutter 2017, "SGDR", without
 * restarts). The fall depends on how much of the training is done, not on how many
 * steps there are, so it fits a training of so many minutes as well as one of so
 * many epochs. The rise is counted in steps: Adam needs them to learn how large
 * gradients are, and a network without normalisation layers is thrown far off by
 * full steps before that.
 */
final class LearningRateSchedule {

	private static final double WARM_UP_STEPS = 100;
	private static final double FLOOR = 0.01;

	private final double peak;

	LearningRateSchedule(final double peak) {
		this.peak = peak;
	}

	/**
	 * @param step from 0
	 * @param done share of the training that is done, 0 to 1
	 */
	double at(final long step, final double done) {
		final double rise = Math.min(1, (step + 1) / WARM_UP_STEPS);
		return peak * rise * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done))));
	}
}
