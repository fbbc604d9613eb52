package io.github.denoiser.model;

import java.util.Objects;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.PercentileNormalization;

/**
 * A trained denoiser: the network, its weights, how images are brought to its
 * scale, and what is known about it. Immutable; written by {@link ModelWriter},
 * read by {@link ModelReader}.
 */
public final class DenoiserModel {

	private final NetworkSpec network;
	private final Weights weights;
	private final PercentileNormalization normalization;
	private final ModelInfo info;

	public DenoiserModel(final NetworkSpec network, final Weights weights, final PercentileNormalization normalization,
		final ModelInfo info)
	{
		this.network = Objects.requireNonNull(network);
		this.weights = Objects.requireNonNull(weights);
		this.normalization = Objects.requireNonNull(normalization);
		this.info = Objects.requireNonNull(info);
	}

	public NetworkSpec network() {
		return network;
	}

	public Weights weights() {
		return weights;
	}

	/** The rule that brings every plane to the network's scale. */
	public PercentileNormalization normalization() {
		return normalization;
	}

	/** Name, training and history. */
	public ModelInfo info() {
		return info;
	}

	/** Channels of the images that the model denoises; each is a grey-value image. */
	public int channels() {
		return network.input().channels();
	}

	/** Halo and divisor, for tiling. */
	public ShapeRules shapeRules() {
		return network.shapeRules();
	}

	/** @throws DenoiserException unless it works on one channel */
	public void requireOneChannel() {
		if (channels() == 1) return;
		throw new DenoiserException("The model \"" + info.name() + "\" works on images of " + channels() +
			" channels at once. Choose a model for one channel: it is applied to each channel by itself.");
	}

	/** The name and the network, for a log. */
	@Override
	public String toString() {
		return info.name() + ": " + network;
	}
}
