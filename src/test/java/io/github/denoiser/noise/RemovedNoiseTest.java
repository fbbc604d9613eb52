// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class RemovedNoiseTest {

	private static final int SIZE = 128;
	private static final NoiseEstimate NOISE = new NoiseEstimate(0, 100, 1, Correlation.NONE);

	@Test
	void allNoiseAndNothingElse() {
		final RemovedNoise removed = judge(1, 0);
		assertTrue(removed.looksLikeNoise(), removed.toString());
		assertEquals(1, removed.strength(), 0.05);
		assertEquals(0, removed.neighbours(), 0.05);
		assertTrue(removed.toString().startsWith("The removed part looks like noise"), removed.toString());
	}

	@Test
	void halfTheNoiseIsLeft() {
		final RemovedNoise removed = judge(0.5, 0);
		assertFalse(removed.looksLikeNoise());
		assertTrue(removed.toString().startsWith("Some noise is left"), removed.toString());
	}

	@Test
	void structureWasRemovedToo() {
		final RemovedNoise removed = judge(1, 0.5);
		assertFalse(removed.looksLikeNoise());
		assertTrue(removed.toString().startsWith("Structure is left in the removed part"), removed.toString());
	}

	/** A denoiser that takes away so much of the noise, and so much of the stripes of the image. */
	private static RemovedNoise judge(final double noiseShare, final double structureShare) {
		final Random random = new Random(5);
		final float[] noisy = new float[SIZE * SIZE];
		final float[] denoised = new float[SIZE * SIZE];
		for (int i = 0; i < noisy.length; i++) {
			final double stripes = 15 * Math.sin(i % SIZE * 0.5);
			final double noise = 10 * random.nextGaussian();
			noisy[i] = (float) (100 + stripes + noise);
			denoised[i] = (float) (100 + (1 - structureShare) * stripes + (1 - noiseShare) * noise);
		}
		return RemovedNoise.of(noisy, denoised, SIZE, SIZE, NOISE);
	}
}
