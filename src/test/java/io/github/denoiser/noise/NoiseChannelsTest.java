// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several channels in one patch: each has noise of its own, as strong as that of an image of one channel. */
class NoiseChannelsTest {

	private static final int WIDTH = 40;
	private static final int HEIGHT = 24;
	private static final int CHANNELS = 3;
	private static final int PATCHES = 150;
	private static final float GREY = 0.5f;

	@ParameterizedTest
	@EnumSource
	void everyKind(final NoiseKind kind) {
		check(NoiseSettings.builder(kind).build().model());
	}

	@ParameterizedTest
	@CsvSource({ "GAUSSIAN, 1.5", "POISSON, 1", "POISSON_GAUSSIAN, 0.7", "MIXED, 2" })
	void everyKindWithAGrain(final NoiseKind kind, final double grain) {
		check(NoiseSettings.builder(kind).grain(grain, 0).build().model());
	}

	private static void check(final NoiseModel noise) {
		final float[][] patches = patches(noise, CHANNELS, 1);
		final float[][] single = patches(noise, 1, 2);
		final double mean = mean(single, 0);
		final double variance = products(single, 0, 0, HEIGHT, mean) / (HEIGHT * WIDTH);
		assertTrue(variance > 1e-4, "there is noise");
		for (int c = 0; c < CHANNELS; c++) {
			assertEquals(mean, mean(patches, c), 0.01, "mean of channel " + c);
			assertEquals(variance, products(patches, c * HEIGHT, c * HEIGHT, HEIGHT, mean) / (HEIGHT * WIDTH),
				0.12 * variance, "variance of channel " + c);
			final int next = (c + 1) % CHANNELS;
			assertEquals(0, products(patches, c * HEIGHT, next * HEIGHT, HEIGHT, mean) / (HEIGHT * WIDTH) / variance, 0.05,
				"correlation with channel " + next);
			// One row of each: the last of this channel, the first of the next.
			assertEquals(0, products(patches, c * HEIGHT + HEIGHT - 1, next * HEIGHT, 1, mean) / WIDTH / variance, 0.12,
				"correlation across the border to channel " + next);
		}
	}

	private static float[][] patches(final NoiseModel noise, final int channels, final long seed) {
		final Random random = new Random(seed);
		final float[][] patches = new float[PATCHES][channels * HEIGHT * WIDTH];
		for (final float[] patch : patches) {
			Arrays.fill(patch, GREY);
			noise.apply(patch, patch, WIDTH, HEIGHT, random);
		}
		return patches;
	}

	private static double mean(final float[][] patches, final int channel) {
		double sum = 0;
		for (final float[] patch : patches) {
			for (int i = 0; i < HEIGHT * WIDTH; i++) {
				sum += patch[channel * HEIGHT * WIDTH + i];
			}
		}
		return sum / (PATCHES * HEIGHT * WIDTH);
	}

	/** @return of so many rows from each of two rows on, the sum of products without the mean, a patch */
	private static double products(final float[][] patches, final int row, final int other, final int rows,
		final double mean)
	{
		double sum = 0;
		for (final float[] patch : patches) {
			for (int i = 0; i < rows * WIDTH; i++) {
				sum += (patch[row * WIDTH + i] - mean) * (patch[other * WIDTH + i] - mean);
			}
		}
		return sum / PATCHES;
	}
}
