package io.github.denoiser.network;

/** The choice of activation that the dense-latent autoencoder offers. */
public enum Activation {

	/** max(x, 0). */
	RELU,
	/** max(0.01 x, x): the default of the paper, which finds no difference. */
	LEAKY_RELU;

	private static final double SLOPE = 0.01;

	Node add(final NetworkBuilder b, final String name, final Node x) {
		return this == RELU ? b.relu(name, x) : b.leakyRelu(name, x, SLOPE);
	}
}
