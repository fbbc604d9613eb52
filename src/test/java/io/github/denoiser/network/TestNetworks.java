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
				networks.put("unet, depth " + depth + ", unshuffle " + unshuffle, Architectures.unet(1, 2, depth, 1, unshuffle));
			}
		}
		networks.put("unet of 3 channels", Architectures.unet(3, 4, 1, 2, 2));
		networks.put("bias and sigmoid", biasAndSigmoid());
		networks.put("max pool, upsample, concat", poolAndUpsample());
		networks.put("strided convolutions", strides());
		networks.put("unshuffle by 3", unshuffle3());
		networks.put("even kernels", evenKernels());
		networks.put("strides 2 and 3 side by side", twoStrides());
		return networks;
	}

	/** Weights that are all at work: biases are not zero, as they are in {@link Weights#random}. */
	public static Weights weights(final NetworkSpec network, final long seed) {
		final Random random = new Random(seed);
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		network.weightShapes().forEach((name, shape) -> {
			final float[] values = new float[(int) Weights.length(shape)];
			final double deviation = Math.sqrt(1.0 / (values.length / shape[0]));
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) (random.nextGaussian() * deviation);
			}
			tensors.put(name, values);
		});
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
}
