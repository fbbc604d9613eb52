// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/** The network that a training starts with: a model to go on from, or a new one. Immutable. */
public final class InitialWeights {

	/** Instead of a model: start with random weights. */
	public static final String NOTHING = "nothing";

	/** Adam's usual rate, Bernier and Lucio's too. */
	private static final double RATE_FROM_NOTHING = 0.001;
	/** Larger steps would first undo what the model has learned, see docs/architecture.md. */
	private static final double RATE_FROM_MODEL = 0.0002;

	private final NetworkSpec network;
	private final Weights weights;
	private final String name;
	private final double learningRate;

	private InitialWeights(final NetworkSpec network, final Weights weights, final String name,
		final double learningRate)
	{
		this.network = network;
		this.weights = weights;
		this.name = name;
		this.learningRate = learningRate;
	}

	/**
	 * @param model {@link #NOTHING}, or what {@link ModelLibrary#load} takes. A network of
	 *          another kind than the shipped model's, or of several channels, cannot start
	 *          from that, and starts from nothing.
	 * @param choice of the network, if it is a new one; a model must be of this architecture
	 * @param channels of the images
	 * @param seed of random weights
	 * @throws DenoiserException if the model cannot be read, or is for another number of
	 *           channels, or of another kind
	 */
	public static InitialWeights of(final String model, final NetworkSettings choice, final int channels,
		final long seed)
	{
		final boolean shippedOfAnotherKind = model.trim().equals(ModelLibrary.GENERAL) &&
			(choice.kind() != ArchitectureKind.UNET || channels > 1);
		if (model.trim().equalsIgnoreCase(NOTHING) || shippedOfAnotherKind) {
			return random(choice.network(channels), seed);
		}
		final DenoiserModel start = ModelLibrary.load(model);
		start.requireTrainingOn(channels);
		if (!start.network().architecture().equals(choice.kind().label())) {
			throw new DenoiserException(
				"The model \"" + start.info().name() + "\" is a network of another kind (" + start.network().architecture() +
					") than the one that is to be trained. Choose that kind as the network, or start from \"" + NOTHING + "\".");
		}
		return new InitialWeights(start.network(), start.weights(), start.info().name(), RATE_FROM_MODEL);
	}

	/** Random weights for a network. */
	public static InitialWeights random(final NetworkSpec network, final long seed) {
		return new InitialWeights(network, Weights.random(network, seed), NOTHING, RATE_FROM_NOTHING);
	}

	public NetworkSpec network() {
		return network;
	}

	/** Whether the weights are those of a model, and not random. */
	public boolean isModel() {
		return !name.equals(NOTHING);
	}

	public Weights weights() {
		return weights;
	}

	/** The model's name, or {@link #NOTHING}. */
	public String name() {
		return name;
	}

	/** The learning rate that suits this start, if the user does not say otherwise. */
	public double learningRate() {
		return learningRate;
	}
}
