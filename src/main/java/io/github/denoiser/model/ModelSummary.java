// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import io.github.denoiser.network.NetworkSpec;

/** What is known about a model without its weights. Immutable. */
public final class ModelSummary {

	private final NetworkSpec network;
	private final ModelInfo info;

	ModelSummary(final NetworkSpec network, final ModelInfo info) {
		this.network = network;
		this.info = info;
	}

	public NetworkSpec network() {
		return network;
	}

	/** Name, training and history. */
	public ModelInfo info() {
		return info;
	}
}
