// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import io.github.denoiser.core.Labelled;

/** What a training makes small: the mean over all pixels of a batch. */
public enum Loss implements Labelled {

	/** Mean squared error, the choice of both papers: leads to the mean of all plausible images. */
	MSE,
	/**
	 * Mean absolute error. Weighs small and large noise more evenly than
	 * {@link #MSE}, which is dominated by the noisiest patches of a mixture.
	 */
	L1;

	@Override
	public String label() {
		return name();
	}
}
