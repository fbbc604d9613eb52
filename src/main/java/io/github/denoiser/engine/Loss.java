package io.github.denoiser.engine;

/** What a training makes small: the mean over all pixels of a batch. */
public enum Loss {
	/** Mean squared error, the choice of both papers: leads to the mean of all plausible images. */
	MSE,
	/**
	 * Mean absolute error. Weighs small and large noise more evenly than
	 * {@link #MSE}, which is dominated by the noisiest patches of a mixture.
	 */
	L1
}
