package io.github.denoiser.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.network.Weights;

/** A network that is being trained, with Adam (Kingma and Ba 2015). Not thread-safe. */
public interface NetworkTrainer extends AutoCloseable {

	/**
	 * One step of gradient descent on one batch.
	 *
	 * @param input N x C x H x W floats, H and W multiples of the network's divisor, or
	 *          its fixed size
	 * @param target of the same shape
	 * @param learningRate Adam's step size for this step
	 * @return the loss of the batch before the step; not finite if the training has
	 *         diverged
	 * @throws io.github.denoiser.config.DenoiserException if the network has a fixed
	 *           size, and the input another
	 */
	double step(INDArray input, INDArray target, double learningRate);

	/**
	 * The output of the network as it is now, see {@link NetworkRunner#run}: batch
	 * normalisation works with its running statistics.
	 */
	INDArray run(INDArray input);

	/** @return a copy of the weights as they are now */
	Weights weights();

	@Override
	void close();
}
