// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.PatchPair;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.Windows;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.Plane;

class StackedPatchSourceTest {

	private static final int SIZE = 32;

	@Test
	void theInputIsWhatTheFirstNetworkMakesOfTheNoisyPatch() {
		final NetworkSpec network = Architectures.unet(1, 2, 1, 1, 1);
		final PatchPair plain = next(source());
		try (UpstreamNetwork first = new UpstreamNetwork(Engines.start().runner(network, TestNetworks.weights(network, 1)),
			network.shapeRules()))
		{
			final PatchPair stacked = next(new StackedPatchSource(source(), first));
			assertArrayEquals(first.denoise(plain.input(), SIZE, SIZE), stacked.input());
			assertArrayEquals(plain.target(), stacked.target());
			double sum = 0;
			for (final float weight : stacked.weight()) {
				sum += weight;
			}
			assertEquals(1, sum / SIZE / SIZE, 1e-6);
			final int margin = Math.min(network.shapeRules().halo(), SIZE / 4);
			assertEquals(0, stacked.weight()[(margin - 1) * SIZE + SIZE / 2]);
			assertEquals(0, stacked.weight()[SIZE / 2 * SIZE + SIZE - margin]);
			assertEquals(stacked.weight()[SIZE / 2 * SIZE + SIZE / 2], stacked.weight()[margin * SIZE + SIZE - 1 - margin]);
		}
	}

	private static PatchPair next(final PatchSource source) {
		final PatchPair pair = new PatchPair(PatchShape.square(SIZE));
		source.next(new Random(5), pair);
		return pair;
	}

	private static PatchSource source() {
		final float[] values = new float[48 * 48];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (0.5 + 0.4 * Math.sin(i % 48 / 4.0));
		}
		return new CleanPatchSource(Windows.picker(new Plane("waves", 48, 48, values), SIZE), new GaussianNoise(25, 25));
	}
}
