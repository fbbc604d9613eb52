// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseEstimator;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.PairScaling;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

class PatchSourcesTest {

	private static final int SIZE = 32;
	private static final SpotMask ROW = new SpotMask((dx, dy) -> dy == 0 ? 1 : 0, 2, 0.5);

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatIsHiddenDoesNotReachTheNetwork(final boolean row) {
		// An image, and the same with one pixel changed: where that pixel is to be predicted, nothing else differs.
		final Plane plane = noise(SIZE, SIZE, 1);
		final Plane changed = plane.crop(0, 0, SIZE, SIZE);
		final int pixel = 13 * SIZE + 17;
		changed.values()[pixel] += 5;
		final SpotMask mask = row ? ROW : SpotMask.POINT;
		final PatchSource first = new BlindSpotPatchSource(Windows.picker(plane, SIZE), mask);
		final PatchSource second = new BlindSpotPatchSource(Windows.picker(changed, SIZE), mask);
		final NetworkSpec network = Architectures.unet(1, 4, 1, 1, 1);
		int hits = 0;
		try (NetworkRunner runner = Engines.start().runner(network, Weights.random(network, 1))) {
			for (int seed = 0; seed < 3000 && hits < 3; seed++) {
				final PatchPair a = next(first, seed);
				final PatchPair b = next(second, seed);
				final int at = firstDifference(a.target(), b.target());
				if (a.weight()[at] == 0) continue;
				hits++;
				assertArrayEquals(a.input(), b.input());
				assertEquals(run(runner, a)[at], run(runner, b)[at]);
				if (row) assertEquals(a.input()[at], a.input()[neighbour(a, at)]);
			}
		}
		assertEquals(3, hits);
	}

	/** @return the next pixel along the row of the image, wherever the patch has it */
	private static int neighbour(final PatchPair pair, final int at) {
		for (final int step : new int[] { 1, -1, SIZE, -SIZE }) {
			final int next = at + step;
			if (next >= 0 && next < SIZE * SIZE && pair.input()[next] == pair.input()[at]) return next;
		}
		throw new AssertionError("no neighbour is hidden");
	}

	@Test
	void onlyHiddenPixelsCount() {
		final PatchPair pair = next(new BlindSpotPatchSource(Windows.picker(noise(64, 64, 2), 32), SpotMask.POINT), 5);
		double sum = 0;
		int spots = 0;
		for (int i = 0; i < pair.weight().length; i++) {
			sum += pair.weight()[i];
			if (pair.weight()[i] > 0) {
				spots++;
				assertNotEquals(pair.target()[i], pair.input()[i]);
			}
			else assertEquals(pair.target()[i], pair.input()[i]);
		}
		assertEquals(64, spots);
		assertEquals(pair.weight().length, sum, 1e-3);
	}

	@Test
	void recorruptedPairsHaveIndependentNoise() {
		final Plane plane = noise(128, 128, 3);
		final NoiseEstimator estimator = new NoiseEstimator();
		estimator.add(plane.values(), 128, 128);
		final NoiseEstimate noise = estimator.estimate();
		final PatchSource source = new RecorruptedPatchSource(
			Windows.picker(Sample.of(plane, NoiseLevels.deviations(plane, noise)), 64), noise.texture());
		double inputs = 0;
		double targets = 0;
		double products = 0;
		for (int seed = 0; seed < 40; seed++) {
			final PatchPair pair = next(source, seed);
			for (int i = 0; i < pair.input().length; i++) {
				inputs += pair.input()[i] * pair.input()[i];
				targets += pair.target()[i] * pair.target()[i];
				products += pair.input()[i] * pair.target()[i];
			}
		}
		assertEquals(0, products / Math.sqrt(inputs * targets), 0.06);
	}

	@Test
	void pairsAreCutAtTheSamePlace() {
		final Plane image = noise(40, 30, 4);
		final Plane partner = image.crop(0, 0, 40, 30);
		for (int i = 0; i < partner.values().length; i++) {
			partner.values()[i] += 100;
		}
		final PatchSource oneWay = PairPatchSource.clean(Windows.picker(Sample.of(image, partner), 16));
		final NoiseEstimator estimator = new NoiseEstimator();
		estimator.add(image.values(), 40, 30);
		final PatchSource bothWays = PairPatchSource.noisy(Windows.picker(Sample.of(image, partner), 16),
			estimator.estimate());
		boolean swapped = false;
		for (int seed = 0; seed < 20; seed++) {
			final PatchPair pair = next(oneWay, seed);
			assertEquals(pair.input()[7] + 100, pair.target()[7], 1e-4);
			final PatchPair other = next(bothWays, seed);
			assertEquals(100, Math.abs(other.input()[7] - other.target()[7]), 1e-4);
			swapped |= other.input()[7] > other.target()[7];
		}
		assertTrue(swapped);
	}

	@Test
	void aCleanPartnerIsBroughtToTheScaleOfItsImage() {
		final Plane clean = noise(40, 30, 4);
		final Plane noisy = noise(40, 30, 5);
		for (int i = 0; i < noisy.values().length; i++) {
			noisy.values()[i] = 50 + 3 * clean.values()[i] + 0.1f * noisy.values()[i];
		}
		final Sample scaled = PairScaling.apply(Sample.of(noisy, clean), true);
		assertEquals(50 + 3 * clean.values()[77], scaled.partner().values()[77], 0.1);
		assertEquals(1, PairScaling.correlation(scaled), 0.01);
	}

	@Test
	void partnersOfAnotherSizeAreRefused() {
		final Plane image = noise(40, 30, 4);
		assertThrows(IllegalArgumentException.class, () -> Sample.of(image, noise(30, 40, 4)));
	}

	@Test
	void everyPatchHasNoiseOfItsOwn() {
		final float[] grey = new float[SIZE * SIZE];
		Arrays.fill(grey, 0.5f);
		final PatchSource source = new CleanPatchSource(Windows.picker(new Plane("grey", SIZE, SIZE, grey), SIZE),
			new GaussianNoise(25, 25));
		final Random random = new Random(1);
		final PatchPair first = new PatchPair(PatchShape.square(SIZE));
		final PatchPair second = new PatchPair(PatchShape.square(SIZE));
		source.next(random, first);
		source.next(random, second);
		assertArrayEquals(first.target(), second.target());
		int same = 0;
		for (int i = 0; i < SIZE * SIZE; i++) {
			if (first.input()[i] == second.input()[i]) same++;
		}
		assertTrue(same < 3, same + " pixels are the same");
	}

	@Test
	void aMaskSaysWhatItHides() {
		assertEquals("1 pixel", SpotMask.POINT.toString());
		assertEquals("5 pixels, 5 wide and 1 high", ROW.toString());
	}

	private static float[] run(final NetworkRunner runner, final PatchPair pair) {
		return runner.run(new Tensor(pair.input(), 1, 1, SIZE, SIZE)).values();
	}

	private static int firstDifference(final float[] a, final float[] b) {
		int at = 0;
		while (a[at] == b[at]) {
			at++;
		}
		return at;
	}

	private static PatchPair next(final PatchSource source, final long seed) {
		final PatchPair pair = new PatchPair(source.patchShape());
		source.next(new Random(seed * 7919), pair);
		return pair;
	}

	private static Plane noise(final int width, final int height, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[width * height];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return new Plane("noise", width, height, values);
	}
}
