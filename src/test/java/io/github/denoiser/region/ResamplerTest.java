// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class ResamplerTest {

	@Test
	void downIsTheMeanOverTheAreaThatAPixelCovers() {
		assertArrayEquals(new float[] { 3.5f, 5.5f },
			new Resampler(4, 2, 2, 1).resample(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }), 1e-6f);
		// Five pixels to two: two and a half each.
		assertArrayEquals(new float[] { (1 + 2 + 1.5f) / 2.5f, (1.5f + 4 + 5) / 2.5f },
			new Resampler(5, 1, 2, 1).resample(new float[] { 1, 2, 3, 4, 5 }), 1e-6f);
	}

	@Test
	void everyPixelCountsOnTheWayDown() {
		final Random random = new Random(1);
		final float[] pixels = new float[37 * 53];
		double sum = 0;
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = random.nextFloat();
			sum += pixels[i];
		}
		double resampled = 0;
		for (final float value : new Resampler(37, 53, 12, 8).resample(pixels)) {
			resampled += value;
		}
		assertEquals(sum / (37 * 53), resampled / (12 * 8), 1e-6);
	}

	@Test
	void theSameSizeChangesNothing() {
		final float[] pixels = { 1, 5, -2, 4, 0, 9 };
		assertArrayEquals(pixels, new Resampler(3, 2, 3, 2).resample(pixels));
	}

	@Test
	void constantsStayConstantsAtAnySize() {
		for (final int[] sizes : new int[][] { { 1, 1, 28, 28 }, { 3, 100, 28, 20 }, { 28, 20, 3, 100 }, { 7, 7, 1, 1 } }) {
			final float[] pixels = new float[sizes[0] * sizes[1]];
			Arrays.fill(pixels, 0.3f);
			for (final float value : new Resampler(sizes[0], sizes[1], sizes[2], sizes[3]).resample(pixels)) {
				assertEquals(0.3f, value, 1e-6);
			}
		}
	}

	@Test
	void rampsStayRampsOnTheWayUp() {
		final float[] ramp = new float[8];
		for (int i = 0; i < ramp.length; i++) {
			ramp[i] = i;
		}
		final float[] up = new Resampler(8, 1, 24, 1).resample(ramp);
		for (int i = 6; i < 18; i++) {
			assertEquals((i + 0.5) / 3 - 0.5, up[i], 1e-5);
		}
	}

	@Test
	void downAndUpKeepASmoothImage() {
		final int size = 64;
		final float[] pixels = new float[size * size];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) (Math.sin(i % size / 10.0) * Math.cos(i / size / 13.0));
		}
		final float[] back = new Resampler(28, 28, size, size).resample(new Resampler(size, size, 28, 28).resample(pixels));
		for (int y = 8; y < size - 8; y++) {
			for (int x = 8; x < size - 8; x++) {
				assertEquals(pixels[y * size + x], back[y * size + x], 0.02);
			}
		}
	}
}
