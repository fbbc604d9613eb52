// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.VisibleText;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.Normalization;

/**
 * A trained denoiser: the network, its weights, how images are brought to its
 * scale, and what is known about it. Immutable; written by {@link ModelWriter},
 * read by {@link ModelReader}.
 */
public final class DenoiserModel {

	/** As {@code NoiseModel.description} has it. */
	private static final String WHITE_NOISE = "Gaussian, sigma ";

	private final NetworkSpec network;
	private final Weights weights;
	private final Normalization normalization;
	private final ModelInfo info;

	public DenoiserModel(final NetworkSpec network, final Weights weights, final Normalization normalization,
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
	public Normalization normalization() {
		return normalization;
	}

	/** Name, training and history. */
	public ModelInfo info() {
		return info;
	}

	/**
	 * Tells whether two models give the same results, whatever their files are called: SHA-256, in
	 * hexadecimal, of the network, its weights and the normalisation. What is only
	 * known about a model, its name or history, does not count.
	 */
	public String fingerprint() {
		final MessageDigest digest = Hashes.sha256();
		digest.update((network + ", " + normalization).getBytes(StandardCharsets.UTF_8));
		weights.tensors().forEach((name, values) -> {
			final ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
			bytes.asFloatBuffer().put(values);
			digest.update(name.getBytes(StandardCharsets.UTF_8));
			digest.update(bytes);
		});
		return Hashes.hex(digest);
	}

	/**
	 * Whether it was trained on clean images with Gaussian noise of several strengths, and so does best with noise that is
	 * white and the same everywhere. Models that were trained on noisy images know the noise of these, and are to see it
	 * as it is.
	 */
	public boolean isForWhiteNoise() {
		return "clean".equals(info.training().get("targets")) && info.noise().contains(WHITE_NOISE) &&
			!shapeRules().isFixedSize();
	}

	/** Channels of the images that the model denoises, all at once; each is a grey-value image. */
	public int channels() {
		return network.input().channels();
	}

	/** Halo and divisor, for tiling. */
	public ShapeRules shapeRules() {
		return network.shapeRules();
	}

	/**
	 * @param count channels that an image has; a model of one channel works on each by itself
	 * @throws DenoiserException if they are none or too many for the model
	 */
	public void requireChannels(final int count) {
		if (channels() == 1 || channels() == count) return;
		throw new DenoiserException("The model \"" + info.name() + "\" works on " + channels() +
			" channels at once, and what is to be denoised has " + channelText(count) + ". Choose " +
			(channels() == 3 ? "an RGB image, or " : "") + "an image of " + channels() +
			" channels, all of them (channels=all, stack=true), or a model for one channel, " +
			"which is applied to each channel by itself.");
	}

	/**
	 * @param count channels of the images of a training
	 * @throws DenoiserException unless the model works on exactly so many at once
	 */
	public void requireTrainingOn(final int count) {
		if (channels() == count) return;
		throw new DenoiserException("The model \"" + info.name() + "\" works on " + channelText(channels()) +
			" at once, and the images to train on have " + channelText(count) + ". " +
			(channels() == 1 ? "Choose another model, or train on each channel by itself (channels_together=false)."
				: "Choose another model, or images of " + channels() +
					" channels, which are learned together (channels_together=true)."));
	}

	private static String channelText(final int count) {
		return count == 1 ? "one channel" : count + " channels";
	}

	/** The name and the network, for a log. */
	@Override
	public String toString() {
		return VisibleText.of(info.name()) + ": " + network;
	}
}
