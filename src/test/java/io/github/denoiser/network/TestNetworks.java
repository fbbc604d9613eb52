// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Small networks that together use every operation. */
public final class TestNetworks {

	private TestNetworks() {}

	/** Every operation, alone or combined, by a name that says what it is about. */
	public static Map<String, NetworkSpec> all() {
		final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
		for (int unshuffle = 1; unshuffle <= 2; unshuffle++) {
			for (int depth = 1; depth <= 3; depth++) {
				networks.put("unet, depth " + depth + ", unshuffle " + unshuffle,
					Architectures.unet(1, 2, depth, 1, unshuffle));
			}
		}
		networks.put("unet of 3 channels", Architectures.unet(3, 4, 1, 2, 2));
		networks.put("bias and sigmoid", biasAndSigmoid());
		networks.put("max pool, upsample, concat", poolAndUpsample());
		networks.put("strided convolutions", strides());
		networks.put("unshuffle by 3", unshuffle3());
		networks.put("even kernels", evenKernels());
		networks.put("strides 2 and 3 side by side", twoStrides());
		networks.put("transposed convolutions", transposed());
		networks.put("batch norm and leaky relu", normalized());
		networks.put("blind-spot unet", Architectures.blindSpotUnet(2, 3, 2, 1));
		networks.put("convolutional autoencoder", Architectures.convolutionalAutoencoder(3));
		return networks;
	}

	/** Networks of fixed size, neither square nor of one channel only. */
	public static Map<String, NetworkSpec> ofFixedSize() {
		final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
		networks.put("dense autoencoder", Architectures.denseAutoencoder(12, 8, 2, 3, 5, 4, Activation.LEAKY_RELU));
		networks.put("dense autoencoder with relu", Architectures.denseAutoencoder(8, 8, 1, 3, 5, 4, Activation.RELU));
		networks.put("dense without bias", denseWithoutBias());
		return networks;
	}

	/** Weights that are all at work: biases are not zero, as they are in {@link Weights#random}. */
	public static Weights weights(final NetworkSpec network, final long seed) {
		final Random random = new Random(seed);
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		for (final WeightTensor tensor : network.weightTensors()) {
			final float[] values = new float[(int) tensor.length()];
			final double deviation = Math.sqrt(1.0 / (values.length / tensor.shape()[0]));
			for (int i = 0; i < values.length; i++) {
				final double value = random.nextGaussian() * deviation;
				values[i] = (float) (tensor.role() == WeightTensor.Role.VARIANCE ? 0.1 + value * value : value);
			}
			tensors.put(tensor.name(), values);
		}
		return Weights.of(network, tensors);
	}

	private static NetworkSpec biasAndSigmoid() {
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.conv("conv", b.input(2), 5, 5, true);
		x = b.sigmoid("sigmoid", x);
		b.conv("last", x, 2, 1, true);
		return b.build("test", Map.of());
	}

	private static NetworkSpec poolAndUpsample() {
		final NetworkBuilder b = new NetworkBuilder();
		final Node input = b.input(1);
		final Node wide = b.relu("wide_relu", b.conv("wide", input, 3, 3, true));
		Node x = b.maxPool("pool", wide, 2);
		x = b.relu("deep_relu", b.conv("deep", x, 6, 3, true));
		x = b.upsample("up", x, 2);
		x = b.concat("both", wide, x);
		b.conv("last", x, 1, 3, true);
		return b.build("test", Map.of());
	}

	private static NetworkSpec strides() {
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.conv("stride3", b.input(1), 4, 3, 3, false);
		x = b.conv("stride2", x, 4, 5, 2, true);
		x = b.conv("thin", x, 4, 1, 1, true);
		x = b.upsample("up2", x, 2);
		x = b.upsample("up3", x, 3);
		b.conv("last", x, 1, 3, false);
		return b.build("test", Map.of());
	}

	private static NetworkSpec unshuffle3() {
		final NetworkBuilder b = new NetworkBuilder();
		final Node input = b.input(2);
		Node x = b.spaceToDepth("unshuffle", input, 3);
		x = b.relu("relu", b.conv("conv", x, 18, 3, true));
		b.add("output", input, b.depthToSpace("shuffle", x, 3));
		return b.build("test", Map.of());
	}

	private static NetworkSpec evenKernels() {
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.conv("two", b.input(1), 3, 2, true);
		x = b.conv("four", x, 3, 4, false);
		x = b.conv("four_stride2", x, 3, 4, 2, false);
		b.upsample("up", b.conv("last", x, 1, 2, false), 2);
		return b.build("test", Map.of());
	}

	private static NetworkSpec twoStrides() {
		final NetworkBuilder b = new NetworkBuilder();
		final Node input = b.input(1);
		final Node two = b.upsample("up2", b.conv("stride2", input, 3, 2, 2, false), 2);
		final Node three = b.upsample("up3", b.conv("stride3", input, 3, 3, 3, false), 3);
		b.conv("last", b.add("sum", two, three), 1, 1, false);
		return b.build("test", Map.of());
	}

	/** Kernels odd and even, strides 1 to 3, with and without bias. */
	private static NetworkSpec transposed() {
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.conv("stride2", b.input(1), 4, 3, 2, true);
		x = b.relu("relu", b.conv("stride3", x, 5, 3, 3, true));
		x = b.transposedConv("up3", x, 4, 4, 3, false);
		x = b.transposedConv("up2", x, 3, 3, 2, true);
		x = b.transposedConv("wide", x, 3, 5, 1, true);
		b.transposedConv("even", x, 1, 2, 1, false);
		return b.build("test", Map.of());
	}

	private static NetworkSpec normalized() {
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.batchNorm("norm0", b.leakyRelu("leaky", b.conv("conv", b.input(2), 5, 3, true), 0.2));
		x = b.conv("last", x, 2, 3, true);
		b.batchNorm("norm1", x);
		return b.build("test", Map.of());
	}

	private static NetworkSpec denseWithoutBias() {
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.flatten("flatten", b.input(2, 4, 3));
		x = b.leakyRelu("leaky", b.dense("short", x, 7, false), 0.1);
		b.reshape("output", b.dense("long", x, 24, false), 2, 4, 3);
		return b.build("test", Map.of());
	}
}
