// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/**
 * The narrow door to whatever does the arithmetic: a network and weights go in,
 * something that predicts or trains comes out. A second engine stands beside the
 * first by implementing this and an {@link EngineProvider}, and nothing above this room notices.
 */
public interface Engine {

	/**
	 * As {@link EngineProvider#name()}. Part of what tells one training from another: what one engine began, no other goes
	 * on with.
	 */
	String name();

	/** Name and version of the library that does the arithmetic, for example {@code ND4J 1.0.0-M2.1}. */
	String version();

	/**
	 * Where the arithmetic runs and why, in one line fit for a log, for example
	 * {@code CPU, 2 threads (no CUDA library on the class path)}.
	 */
	String device();

	/**
	 * How much memory networks can have on the device now, in bytes; a guess, since
	 * other programs take and free memory too.
	 */
	long freeMemory();

	/** How much of that memory every pixel of the network's input takes in a prediction, as long as it is under way. */
	double bytesPerPixel(NetworkSpec network);

	/** Whether it can predict with the network; all of this program's own, unless it says otherwise. */
	default boolean canRun(final NetworkSpec network) {
		return true;
	}

	/** Whether it can train the network; all of this program's own, unless it says otherwise. */
	default boolean canTrain(final NetworkSpec network) {
		return true;
	}

	/** @return the network, ready to predict; to be closed by the caller */
	NetworkRunner runner(NetworkSpec network, Weights weights);

	/**
	 * @param loss what training makes small
	 * @param average weight of the past in a moving average of the weights, 0 to below 1, which then predicts and is kept
	 *          in place of them; 0: no average
	 * @return the network, ready to be trained from {@code start}; to be closed by the
	 *         caller
	 */
	NetworkTrainer trainer(NetworkSpec network, Weights start, Loss loss, double average);

	/** The same without an average of the weights. */
	default NetworkTrainer trainer(final NetworkSpec network, final Weights start, final Loss loss) {
		return trainer(network, start, loss, 0);
	}
}
