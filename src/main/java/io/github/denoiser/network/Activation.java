// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import io.github.denoiser.core.Labelled;

/** The choice of activation that the dense-latent autoencoder offers. */
public enum Activation implements Labelled {

	/** max(x, 0). */
	RELU("relu"),
	/** max(0.01 x, x): the default of the paper, which finds no difference. */
	LEAKY_RELU("leaky_relu");

	private static final double SLOPE = 0.01;

	private final String label;

	Activation(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}

	Node add(final NetworkBuilder b, final String name, final Node x) {
		return this == RELU ? b.relu(name, x) : b.leakyRelu(name, x, SLOPE);
	}
}
