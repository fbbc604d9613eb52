// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseLevelTest {

	@ParameterizedTest
	@ValueSource(doubles = { 0.001, 1, 25, 3000 })
	void whiteNoiseOnSlopesAndEdgesIsFound(final double sigma) {
		final Img<FloatType> image = slopesAndEdges(sigma, 200);
		assertEquals(sigma, NoiseLevel.estimate(image), 0.05 * sigma);
	}

	@Test
	void anImageWithoutNoiseHasNone() {
		assertEquals(0, NoiseLevel.estimate(slopesAndEdges(0, 50)), 1e-4);
	}

	@Test
	void gapsDoNotCount() {
		final Img<FloatType> image = slopesAndEdges(10, 200);
		for (int i = 0; i < 200; i += 9)
			image.getAt(i, i).set(Float.NaN);
		assertEquals(10, NoiseLevel.estimate(image), 0.5);
	}

	@Test
	void tooSmallToTell() {
		assertTrue(Double.isNaN(NoiseLevel.estimate(ArrayImgs.floats(2, 100))));
		assertTrue(Double.isNaN(NoiseLevel.estimate(ArrayImgs.floats(1, 1))));
		assertEquals(0, NoiseLevel.estimate(ArrayImgs.floats(3, 3)));
	}

	private static Img<FloatType> slopesAndEdges(final double sigma, final int size) {
		final Random random = new Random(4);
		final float[] values = new float[size * size];
		for (int i = 0; i < values.length; i++) {
			final int x = i % size;
			values[i] = (float) (sigma * (0.3 * x + (x / 20 % 2) * 8 + random.nextGaussian()));
		}
		return ArrayImgs.floats(values, size, size);
	}
}
