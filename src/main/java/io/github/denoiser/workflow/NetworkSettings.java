// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;

/**
 * Which network to train, as a user chooses it: the architecture, and the numbers that some of them have. Immutable.
 */
public final class NetworkSettings {

	/** The channels of the two levels in Bernier and Lucio's paper. */
	public static final String DEFAULT_FILTERS = "32,64";
	/** The length of the latent vector in that paper. */
	public static final int DEFAULT_LATENT = 16;

	private final ArchitectureKind kind;
	private final int width;
	private final int height;
	private final int filters1;
	private final int filters2;
	private final int latent;
	private final Activation activation;

	private NetworkSettings(final ArchitectureKind kind, final int width, final int height, final String filters,
		final int latent, final Activation activation)
	{
		this.kind = kind;
		this.width = width;
		this.height = height;
		this.latent = latent;
		this.activation = activation;
		final String[] numbers = filters.trim().split("\\s*,\\s*", -1);
		if (numbers.length != 2 || !numbers[0].matches("[0-9]{1,9}") || !numbers[1].matches("[0-9]{1,9}")) {
			throw new WrongValueException("filters",
				"is \"" + filters + "\"; it must be two numbers, the channels of the first and the " +
					"second level, for example " + DEFAULT_FILTERS + ".");
		}
		filters1 = Integer.parseInt(numbers[0]);
		filters2 = Integer.parseInt(numbers[1]);
	}

	/** The standard network of an architecture. */
	public static NetworkSettings of(final ArchitectureKind kind, final int size) {
		return new NetworkSettings(kind, size, size, DEFAULT_FILTERS, DEFAULT_LATENT, Activation.LEAKY_RELU);
	}

	/**
	 * @param kind of the network; the other numbers matter to
	 *          {@link ArchitectureKind#DENSE_AUTOENCODER} alone
	 * @param width in pixels of the images that it takes; {@code height} likewise, 0 for the same
	 * @param filters channels of its two levels, with a comma between them
	 * @param latent length of its latent vector
	 * @throws DenoiserException if {@code filters} are not two numbers; whether the numbers
	 *           fit shows in {@link #network}
	 */
	public static NetworkSettings of(final ArchitectureKind kind, final int width, final int height, final String filters,
		final int latent, final Activation activation)
	{
		return new NetworkSettings(kind, width, height == 0 ? width : height, filters, latent, activation);
	}

	/**
	 * The error that a network learns to make small, from clean images: the papers' squared
	 * one for their autoencoders; the absolute one for the U-Nets, which gave sharper images.
	 */
	public static Loss usualLoss(final ArchitectureKind kind) {
		return kind == ArchitectureKind.UNET || kind == ArchitectureKind.BLIND_SPOT_UNET ? Loss.L1 : Loss.MSE;
	}

	public ArchitectureKind kind() {
		return kind;
	}

	/**
	 * @param channels of the images
	 * @throws DenoiserException if a number is out of range; the message names it
	 */
	public NetworkSpec network(final int channels) {
		if (!kind.isFixedSize()) return kind.network(channels, width, height);
		return Architectures.denseAutoencoder(width, height, channels, filters1, filters2, latent, activation);
	}
}
