// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;

class ShapeRulesTest {

	/**
	 * Changes one input pixel, at every position relative to the strides, and looks
	 * how far away the output changes.
	 */
	@TestFactory
	Stream<DynamicTest> haloIsTheReachOfAPixel() {
		return TestNetworks.all().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
			final NetworkSpec network = entry.getValue();
			final int halo = network.shapeRules().halo();
			final int reach = reach(network);
			assertTrue(reach <= halo, () -> "a pixel reaches " + reach + " pixels, but the halo is " + halo);
			assertTrue(reach > halo - network.shapeRules().divisor(),
				() -> "a halo of " + halo + " is a waste for a reach of " + reach);
		}));
	}

	private static int reach(final NetworkSpec network) {
		final ShapeRules rules = network.shapeRules();
		final int centre = rules.alignedHalo() + rules.divisor();
		final int size = 2 * centre + rules.divisor();
		int reach = 0;
		try (NetworkRunner runner = Engines.start().runner(network, positive(network))) {
			final int channels = network.input().channels();
			final float[] before = runner.run(new Tensor(new float[channels * size * size], 1, channels, size, size))
				.values();
			for (int phase = 0; phase < rules.divisor(); phase++) {
				// Off the diagonal, so that x and y are told apart.
				final int x = centre + phase;
				final int y = centre + (phase + 1) % rules.divisor();
				final float[] changed = new float[channels * size * size];
				changed[y * size + x] = 1;
				final float[] after = runner.run(new Tensor(changed, 1, channels, size, size)).values();
				for (int i = 0; i < after.length; i++) {
					if (after[i] == before[i]) continue;
					final int dx = Math.abs(i % size - x);
					final int dy = Math.abs(i / size % size - y);
					reach = Math.max(reach, Math.max(dx, dy));
				}
			}
		}
		return reach;
	}

	/**
	 * Weights under which no path from input to output is silent, and none is lost to
	 * rounding: black stays black without biases, and a bright pixel spreads without
	 * a change of sign.
	 */
	private static Weights positive(final NetworkSpec network) {
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		for (final WeightTensor tensor : network.weightTensors()) {
			final float[] values = new float[(int) tensor.length()];
			final double fanIn = values.length / tensor.shape()[0];
			final boolean isScale = tensor.role() == WeightTensor.Role.SCALE || tensor.role() == WeightTensor.Role.VARIANCE;
			if (isScale || tensor.role() == WeightTensor.Role.KERNEL) Arrays.fill(values, (float) Math.sqrt(1 / fanIn));
			tensors.put(tensor.name(), values);
		}
		return Weights.of(network, tensors);
	}

	@TestFactory
	Stream<DynamicTest> everyMultipleOfTheDivisorFits() {
		return TestNetworks.all().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
			final NetworkSpec network = entry.getValue();
			final int divisor = network.shapeRules().divisor();
			try (NetworkRunner runner = Engines.start().runner(network, TestNetworks.weights(network, 1))) {
				for (final int count : new int[] { 1, 3 }) {
					final int channels = network.input().channels();
					final Tensor input = new Tensor(new float[channels * count * divisor * divisor], 1, channels, divisor,
						count * divisor);
					assertEquals(count * divisor, runner.run(input).width());
				}
			}
		}));
	}

	@Test
	void divisorIsTheProductOfStridesInARowAndTheirLeastCommonMultipleSideBySide() {
		assertEquals(1, oneConvolution(3).shapeRules().divisor());
		assertEquals(8, Architectures.unet(1, 2, 3, 1, 1).shapeRules().divisor());
		assertEquals(16, Architectures.unet(1, 2, 3, 1, 2).shapeRules().divisor());
		assertEquals(6, TestNetworks.all().get("strided convolutions").shapeRules().divisor());
		assertEquals(6, TestNetworks.all().get("strides 2 and 3 side by side").shapeRules().divisor());
	}

	@Test
	void haloOfAConvolutionIsHalfItsKernel() {
		assertEquals(0, oneConvolution(1).shapeRules().halo());
		assertEquals(1, oneConvolution(3).shapeRules().halo());
		assertEquals(3, oneConvolution(7).shapeRules().halo());
	}

	@Test
	void alignsToTheDivisor() {
		final ShapeRules rules = Architectures.unet(1, 2, 2, 1, 1).shapeRules();
		assertEquals(4, rules.divisor());
		assertEquals(4, rules.align(1));
		assertEquals(4, rules.align(4));
		assertEquals(8, rules.align(5));
		assertEquals(0, rules.alignedHalo() % 4);
		assertTrue(rules.alignedHalo() >= rules.halo());
	}

	@Test
	void anOutputOfAnotherSizeIsRefused() {
		final NetworkBuilder b = new NetworkBuilder();
		b.maxPool("pool", b.input(1), 2);
		assertThrows(IllegalArgumentException.class, () -> b.build("test", Map.of()));
	}

	@Test
	void nodesOfDifferentSizeCannotBeJoined() {
		final NetworkBuilder b = new NetworkBuilder();
		final Node input = b.input(1);
		b.upsample("up", b.add("sum", input, b.maxPool("pool", input, 2)), 1);
		assertThrows(IllegalArgumentException.class, () -> b.build("test", Map.of()));
	}

	private static NetworkSpec oneConvolution(final int kernel) {
		final NetworkBuilder b = new NetworkBuilder();
		b.conv("conv", b.input(1), 1, kernel, false);
		return b.build("test", Map.of());
	}

	@Test
	void aFixedSizeIsTheOnlyOneThatFits() {
		final ShapeRules rules = Architectures.denseAutoencoder(28, 20, 1, 2, 2, 2, Activation.RELU).shapeRules();
		assertTrue(rules.isFixedSize());
		assertEquals(28, rules.width());
		assertEquals(20, rules.height());
		assertEquals(27, rules.halo());
		rules.requireFit(28, 20);
		final String message = assertThrows(DenoiserException.class, () -> rules.requireFit(20, 28)).getMessage();
		assertTrue(message.contains("28 x 20 pixels only, not of 20 x 28"), message);
		oneConvolution(3).shapeRules().requireFit(1, 7);
	}

	@Test
	void theEngineRefusesAnotherSize() {
		final NetworkSpec network = Architectures.denseAutoencoder(8, 8, 1, 2, 2, 2, Activation.RELU);
		try (NetworkRunner runner = Engines.start().runner(network, Weights.random(network, 1))) {
			assertThrows(DenoiserException.class, () -> runner.run(new Tensor(new float[96], 1, 1, 8, 12)));
		}
	}

	@Test
	void vectorsAndMapsAreNotMixedUp() {
		final NetworkBuilder b = new NetworkBuilder();
		final Node input = b.input(1, 6, 4);
		final Node vector = b.flatten("flatten", input);
		assertEquals(24, vector.channels());
		assertThrows(IllegalArgumentException.class, () -> b.conv("conv", vector, 1, 3, true));
		assertThrows(IllegalArgumentException.class, () -> b.dense("dense", input, 3, true));
		assertThrows(IllegalArgumentException.class, () -> b.reshape("reshape", vector, 1, 5, 5));
		assertThrows(IllegalArgumentException.class, () -> b.conv("strided", input, 1, 3, 4, true));
		assertThrows(IllegalStateException.class, () -> new NetworkBuilder().flatten("f", freeInput()));
	}

	private static Node freeInput() {
		return new NetworkBuilder().input(1);
	}

	@Test
	void aFixedSizeMustComeBack() {
		final NetworkBuilder b = new NetworkBuilder();
		b.conv("conv", b.input(1, 8, 8), 1, 3, 2, true);
		assertThrows(IllegalArgumentException.class, () -> b.build("test", Map.of()));
	}
}
