// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labelled;

/** The networks to choose from, by the names that macros and the command line use. */
public enum ArchitectureKind implements Labelled {

	/** {@link Architectures#unet}. */
	UNET(Architectures.UNET) {

		@Override
		public NetworkSpec network(final int channels, final int width, final int height) {
			return Architectures.standard(channels);
		}
	},

	/** {@link Architectures#blindSpotUnet}. */
	BLIND_SPOT_UNET(Architectures.BLIND_SPOT_UNET) {

		@Override
		public NetworkSpec network(final int channels, final int width, final int height) {
			return Architectures.blindSpotUnet(channels, 32, 2, 1);
		}
	},

	/** {@link Architectures#denseAutoencoder}. */
	DENSE_AUTOENCODER(Architectures.DENSE_AUTOENCODER) {

		@Override
		public NetworkSpec network(final int channels, final int width, final int height) {
			return Architectures.denseAutoencoder(width, height, channels, 32, 64, 16, Activation.LEAKY_RELU);
		}
	},

	/** {@link Architectures#convolutionalAutoencoder}. */
	CONVOLUTIONAL_AUTOENCODER(Architectures.CONVOLUTIONAL_AUTOENCODER) {

		@Override
		public NetworkSpec network(final int channels, final int width, final int height) {
			return Architectures.convolutionalAutoencoder(channels);
		}
	};

	private final String label;

	ArchitectureKind(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}

	/** Whether its networks take images of one size only. */
	public boolean isFixedSize() {
		return this == DENSE_AUTOENCODER;
	}

	/**
	 * @param channels channels of input and output
	 * @param width of the images in pixels; only looked at if {@link #isFixedSize()}
	 * @param height as {@code width}
	 * @return the network in its standard form, that of the paper if it is from one
	 * @throws DenoiserException if the numbers do not fit the architecture
	 */
	public abstract NetworkSpec network(int channels, int width, int height);
}
