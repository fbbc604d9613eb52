package io.github.denoiser.network;

import io.github.denoiser.core.Labels;

/** The choice of activation that the dense-latent autoencoder offers. */
public enum Activation {

	/** max(x, 0). */
	RELU("relu"),
	/** max(0.01 x, x): the default of the paper, which finds no difference. */
	LEAKY_RELU("leaky_relu");

	private static final double SLOPE = 0.01;

	private final String label;

	Activation(final String label) {
		this.label = label;
	}

	/** The name in macros and on the command line. */
	public String label() {
		return label;
	}

	/**
	 * @param label in any case
	 * @throws io.github.denoiser.core.DenoiserException if there is no such activation; the
	 *           message lists all
	 */
	public static Activation of(final String label) {
		return Labels.find("activation", label, values(), Activation::label);
	}

	Node add(final NetworkBuilder b, final String name, final Node x) {
		return this == RELU ? b.relu(name, x) : b.leakyRelu(name, x, SLOPE);
	}
}
