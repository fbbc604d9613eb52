package io.github.denoiser.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.progress.CancelToken;

/**
 * A network that predicts. Threads that share one take turns, but each call overwrites the result of the one before: one a
 * thread, unless results are copied within a lock of the caller's own. Once closed it cannot be used again.
 */
public interface NetworkRunner extends AutoCloseable {

	/**
	 * @param input N x C x H x W floats, H and W multiples of the network's divisor, or
	 *          its fixed size; left as it is
	 * @return the network's output, of the same shape; valid until the next call, or until it is closed
	 * @throws io.github.denoiser.core.DenoiserException if the network has a fixed
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
	 *           starts afresh. Also if another thread closes the runner meanwhile
	 * @throws IllegalStateException if the runner was closed before
	 */
	INDArray run(INDArray input, CancelToken cancel);

	/** Gives the memory back, that of the last result included; a run under way is cancelled first. */
	@Override
	void close();
}
