// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import io.github.denoiser.network.Weights;

/**
 * All that a training needs to go on as if it had never stopped: the weights, and what only the engine that made it
 * understands, such as the moments of an optimizer. The arrays are shared: treat them as read-only.
 */
public final class TrainerState {

	private final Weights weights;
	private final Weights average;
	private final String engine;
	private final byte[] rest;

	/**
	 * @param weights what is trained
	 * @param average the average of the weights that is kept; {@code weights} if there is none
	 * @param engine {@link Engine#name()} of the engine that made it
	 * @param rest what else that engine needs
	 */
	public TrainerState(final Weights weights, final Weights average, final String engine, final byte[] rest) {
		this.weights = weights;
		this.average = average;
		this.engine = engine;
		this.rest = rest;
	}

	public Weights weights() {
		return weights;
	}

	/** The average of the weights that is kept; {@link #weights()} if there is none. */
	public Weights average() {
		return average;
	}

	/** {@link Engine#name()} of the engine that made it: no other can go on from here. */
	public String engine() {
		return engine;
	}

	/** What else that engine needs. */
	public byte[] rest() {
		return rest;
	}
}
