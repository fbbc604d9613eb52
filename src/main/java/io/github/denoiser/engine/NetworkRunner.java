package io.github.denoiser.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.progress.CancelToken;

/** A network that predicts. Not thread-safe: one a thread. */
public interface NetworkRunner extends AutoCloseable {

	/**
	 * @param input N x C x H x W floats, H and W multiples of the network's divisor, or
	 *          its fixed size; left as it is
	 * @return the network's output, of the same shape; valid until the next call
	 * @throws io.github.denoiser.config.DenoiserException if the network has a fixed
	 *           size, and the input another
	 * @throws OutOfMemoryError if there is not enough memory on the device; the runner
	 *           has then given back what it held, and can be used again
	 */
	default INDArray run(final INDArray input) {
		return run(input, new CancelToken());
	}

	/**
	 * As {@link #run(INDArray)}.
	 *
	 * @param cancel asked before every operation of the network, so that a cancel does
	 *          not wait for a large tile
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the next call
	 *           starts afresh
	 */
	INDArray run(INDArray input, CancelToken cancel);

	@Override
	void close();
}
