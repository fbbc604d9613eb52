// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/** What is black and what is white in the previews. */
class DisplayRangeTest {

	@Test
	void noiseDoesNotMakeTheImageDull() {
		final Random random = new Random(3);
		final float[] noisy = new float[128 * 128];
		for (int i = 0; i < noisy.length; i++) {
			// From 0.2 on the left to 0.6 on the right.
			noisy[i] = (float) (0.2 + 0.4 * (i % 128) / 127 + 0.5 * random.nextGaussian());
		}
		final DisplayRange range = DisplayRange.of(noisy, 128, null);
		assertTrue(range.black() < 0.1 && range.black() > -0.5, "black " + range.black());
		assertTrue(range.white() > 0.7 && range.white() < 1.3, "white " + range.white());
	}

	@Test
	void outliersAndGapsDoNotCount() {
		final float[] clean = new float[1000];
		for (int i = 0; i < clean.length; i++) {
			clean[i] = 0.2f + 0.0005f * i;
		}
		clean[500] = 1000;
		clean[501] = Float.NaN;
		final DisplayRange range = DisplayRange.of(new float[1000], 100, clean);
		assertEquals(0.2, range.black(), 0.01);
		assertEquals(0.7, range.white(), 0.01);
		assertArrayEquals(new byte[] { 0, 0, (byte) 255, 0 },
			range.toGrey(new float[] { -3, range.black(), 1000, Float.NaN }));
	}

	@Test
	void anEmptyImageIsGrey() {
		final DisplayRange range = DisplayRange.of(new float[] { 0.3f, 0.3f }, 2, new float[] { 0.3f, 0.3f });
		assertArrayEquals(new byte[] { (byte) 128 }, range.toGrey(new float[] { 0.3f }));
		assertTrue(DisplayRange.of(new float[] { Float.NaN }, 1, null).black() < 1);
		assertTrue(DisplayRange.of(new float[64], 8, null).white() > 0);
	}
}
