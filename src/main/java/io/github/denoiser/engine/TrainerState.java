package io.github.denoiser.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.denoiser.network.Weights;

/**
 * All that a training needs to go on as if it had never stopped: the weights, Adam's
 * moments, and what is known about the length of gradients. The arrays are shared:
 * treat them as read-only.
 */
public final class TrainerState {

	private final Weights weights;
	private final Weights average;
	private final Map<String, float[]> moments;
	private final int iteration;
	private final double usualNorm;

	/**
	 * @param weights what is trained
	 * @param average the average of the weights that is kept; {@code weights} if there is none
	 * @param moments for each trainable tensor, Adam's first moments and then its second
	 * @param iteration how many steps Adam has made
	 * @param usualNorm running mean of the gradients' norm; NaN before the first step
	 */
	public TrainerState(final Weights weights, final Weights average, final Map<String, float[]> moments, final int iteration,
		final double usualNorm)
	{
		this.weights = weights;
		this.average = average;
		this.moments = Collections.unmodifiableMap(new LinkedHashMap<>(moments));
		this.iteration = iteration;
		this.usualNorm = usualNorm;
	}

	public Weights weights() {
		return weights;
	}

	/** The average of the weights that is kept; {@link #weights()} if there is none. */
	public Weights average() {
		return average;
	}

	/** For each trainable tensor, Adam's first moments and then its second. */
	public Map<String, float[]> moments() {
		return moments;
	}

	/** How many steps Adam has made. */
	public int iteration() {
		return iteration;
	}

	/** Running mean of the gradients' norm; NaN before the first step. */
	public double usualNorm() {
		return usualNorm;
	}
}
