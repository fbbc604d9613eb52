package io.github.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.denoiser.config.DenoiserException;

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
}
