// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import java.util.Arrays;

import io.github.denoiser.network.Weights;

/**
 * A network that is being trained. Threads that share one take turns; once closed, every
 * call but {@link #loss()} is an {@link IllegalStateException}.
 */
public interface NetworkTrainer extends AutoCloseable {

	/**
	 * One step of gradient descent on one batch.
	 *
	 * @param input height and width multiples of the network's divisor, or
	 *          its fixed size
	 * @param target of the same shape
	 * @param weight of the same shape: how much the error of each pixel counts
	 * @param learningRate the optimizer's step size for this step
	 * @return the loss of the batch before the step, the mean of weight times error; not finite if the training has
	 *         diverged
	 * @throws io.github.denoiser.core.DenoiserException if the network has a fixed
	 *           size, and the input another
	 * @throws OutOfMemoryError if there is not enough memory on the device; nothing is changed then, what it held is
	 *           given back, and a smaller batch may do
	 * @throws io.github.denoiser.progress.CancelledException if another thread closes it meanwhile
	 */
	double step(Tensor input, Tensor target, Tensor weight, double learningRate);

	/**
	 * How many patches of a batch the last step worked on at once: fewer than the batch has where memory is short, which
	 * changes nothing but rounding. 0 before the first step, and of trainers that never divide a batch.
	 */
	default int patchesAtOnce() {
		return 0;
	}

	/** One step in which all pixels count alike, see {@link #step(Tensor, Tensor, Tensor, double)}. */
	default double step(final Tensor input, final Tensor target, final double learningRate) {
		final float[] alike = new float[target.values().length];
		Arrays.fill(alike, 1);
		return step(input, target, new Tensor(alike, target.shape()), learningRate);
	}

	/**
	 * The output of the network as it is now, or of the average of its weights, see {@link NetworkRunner#run}: batch
	 * normalisation works with its running statistics.
	 */
	Tensor run(Tensor input);

	/** What the steps make small. */
	Loss loss();

	/** @return a copy of the weights as they are now, or of their average if one is kept */
	Weights weights();

	/** @return a copy of everything that the next step depends on */
	TrainerState state();

	/**
	 * Goes back, or on, to a state of the same network: the next steps are the same as
	 * they were, or would have been, after {@link #state()}.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if it is the state of another engine, or none at all
	 */
	void restore(TrainerState state);

	/** Gives the memory back; a step under way is cancelled first. */
	@Override
	void close();
}
