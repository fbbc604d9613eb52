// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import io.github.denoiser.progress.CancelToken;

/** A network that predicts. Threads that share one take turns. Once closed it cannot be used again. */
public interface NetworkRunner extends AutoCloseable {

	/**
	 * @param input height and width multiples of the network's divisor, or
	 *          its fixed size; left as it is
	 * @return the network's output, of the same shape, in an array of its own
	 * @throws io.github.denoiser.core.DenoiserException if the network has a fixed
	 *           size, and the input another
	 * @throws OutOfMemoryError if there is not enough memory on the device; the runner
	 *           has then given back what it held, and can be used again
	 */
	default Tensor run(final Tensor input) {
		return run(input, new CancelToken());
	}

	/**
	 * As {@link #run(Tensor)}.
	 *
	 * @param cancel asked before every operation of the network, so that a cancel does
	 *          not wait for a large tile
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the next call
	 *           starts afresh. Also if another thread closes the runner meanwhile
	 * @throws IllegalStateException if the runner was closed before
	 */
	Tensor run(Tensor input, CancelToken cancel);

	/** Gives the memory back; a run under way is cancelled first. */
	@Override
	void close();
}
