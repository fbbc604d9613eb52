// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;

class WeightsTest {

	private static final NetworkSpec NETWORK = TestNetworks.all().get("bias and sigmoid");

	@Test
	void sameSeedSameWeights() {
		final Weights one = Weights.random(NETWORK, 1);
		assertArrayEquals(one.get("conv.weight"), Weights.random(NETWORK, 1).get("conv.weight"));
		assertTrue(one.get("conv.weight")[0] != Weights.random(NETWORK, 2).get("conv.weight")[0]);
		assertEquals(NETWORK.weightShapes().keySet(), one.tensors().keySet());
	}

	@Test
	void kernelsHaveTheVarianceOfHe() {
		final NetworkBuilder b = new NetworkBuilder();
		final Node x = b.relu("relu", b.conv("conv", b.input(8), 64, 3, false));
		b.conv("last", x, 8, 1, false);
		final float[] kernel = Weights.random(b.build("test", Map.of()), 4).get("conv.weight");
		double squares = 0;
		for (final float value : kernel) {
			squares += value * value;
		}
		assertEquals(2.0 / (8 * 9), squares / kernel.length, 0.002);
	}

	@Test
	void aMissingTensorIsNamed() {
		assertRefused("last.bias", null);
	}

	@Test
	void aTensorOfWrongLengthIsNamed() {
		assertRefused("last.bias", new float[3]);
	}

	@Test
	void numbersThatAreNotFiniteAreRefused() {
		assertRefused("last.bias", new float[] { 0, Float.NaN });
		assertRefused("last.bias", new float[] { Float.NEGATIVE_INFINITY, 0 });
	}

	private static void assertRefused(final String name, final float[] values) {
		final Map<String, float[]> tensors = new HashMap<>(Weights.random(NETWORK, 1).tensors());
		tensors.put(name, values);
		final DenoiserException e = assertThrows(DenoiserException.class, () -> Weights.of(NETWORK, tensors));
		assertTrue(e.getMessage().contains("\"" + name + "\""), e.getMessage());
	}

	@Test
	void autoencodersStartAsInKeras() {
		final Weights weights = Weights.random(Architectures.denseAutoencoder(28, 28, 1, 32, 64, 16, Activation.LEAKY_RELU),
			5);
		assertUniform(Math.sqrt(6.0 / (9 * (32 + 64))), weights.get("encode1.weight"));
		assertUniform(Math.sqrt(6.0 / (9 * (64 + 32))), weights.get("decode0.weight"));
		assertUniform(Math.sqrt(6.0 / (3136 + 16)), weights.get("latent.weight"));
		// Nothing to add the output to, so no reason for it to start small.
		assertUniform(Math.sqrt(6.0 / (9 * (32 + 1))), weights.get("last.weight"));
		assertAll(1, weights.get("encode_norm0.scale"));
		assertAll(0, weights.get("encode_norm0.shift"));
		assertAll(0, weights.get("encode_norm0.mean"));
		assertAll(1, weights.get("encode_norm0.variance"));
		assertAll(0, weights.get("latent.bias"));
	}

	private static void assertUniform(final double limit, final float[] values) {
		double squares = 0;
		for (final float value : values) {
			assertTrue(Math.abs(value) <= limit);
			squares += value * value;
		}
		assertEquals(limit * limit / 3, squares / values.length, 0.15 * limit * limit / 3);
	}

	private static void assertAll(final float expected, final float[] values) {
		for (final float value : values) {
			assertEquals(expected, value);
		}
	}

	@Test
	void residualBranchesStartSmall() {
		final Weights weights = Weights.random(Architectures.standard(1), 5);
		assertTrue(
			deviation(weights.get("tail.weight")) < 0.2 * deviation(weights.get("head.weight")) * Math.sqrt(9.0 / 288));
	}

	private static double deviation(final float[] values) {
		double squares = 0;
		for (final float value : values) {
			squares += value * value;
		}
		return Math.sqrt(squares / values.length);
	}

	@Test
	void aNegativeVarianceIsRefused() {
		final NetworkSpec network = TestNetworks.all().get("batch norm and leaky relu");
		final Map<String, float[]> tensors = new HashMap<>(Weights.random(network, 1).tensors());
		tensors.put("norm0.variance", new float[] { 1, 1, -1e-3f, 1, 1 });
		final DenoiserException e = assertThrows(DenoiserException.class, () -> Weights.of(network, tensors));
		assertTrue(e.getMessage().contains("\"norm0.variance\"") && e.getMessage().contains("negative"), e.getMessage());
	}
}
