// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class NoiseEstimatorTest {

	private static final int SIZE = 512;

	@Test
	void whiteNoiseIsMeasuredAlthoughTheImageShowsStructure() {
		final NoiseEstimate noise = estimate(new NoiseTexture(Correlation.NONE), level -> 25);
		assertFalse(noise.isCorrelated());
		assertEquals(25, noise.variance(100), 2);
	}

	@Test
	void photonNoiseGrowsWithTheSignal() {
		final NoiseEstimate noise = estimate(new NoiseTexture(Correlation.NONE), level -> 2 * level + 10);
		assertFalse(noise.isCorrelated());
		assertEquals(90, noise.variance(40), 8);
		assertEquals(330, noise.variance(160), 25);
	}

	@Test
	void correlatedNoiseIsTold() {
		final NoiseTexture texture = new NoiseTexture(
			Correlation.separable(new double[] { 0.6, 0.2 }, new double[] { 0.6, 0.2 }));
		final NoiseEstimate noise = estimate(texture, level -> 100);
		assertTrue(noise.isCorrelated());
		assertEquals(0.6, noise.correlation(1, 0), 0.08);
		assertEquals(0.6, noise.correlation(0, 1), 0.08);
		assertEquals(0.36, noise.correlation(1, 1), 0.1);
		assertEquals(0, noise.correlation(9, 0));
		// Its low frequencies are taken for structure, in part.
		assertEquals(100, noise.variance(100), 25);
	}

	@Test
	void linesOfNoiseAreToldFromSpots() {
		final NoiseEstimate noise = estimate(
			new NoiseTexture(Correlation.separable(new double[] { 0.7, 0.4, 0.2 }, new double[] { 0 })), level -> 100);
		assertTrue(noise.isCorrelated());
		assertEquals(0.7, noise.correlation(1, 0), 0.1);
		assertEquals(0, noise.correlation(0, 1), 0.08);
	}

	@Test
	void anImageWithoutNoiseHasNextToNone() {
		final NoiseEstimator estimator = new NoiseEstimator();
		estimator.add(new float[SIZE * SIZE], SIZE, SIZE);
		final NoiseEstimate noise = estimator.estimate();
		assertTrue(noise.variance(0) >= 0 && noise.variance(0) < 1e-9, noise.toString());
	}

	@Test
	void anImageSmallerThanABlockCannotBeMeasured() {
		final NoiseEstimator estimator = new NoiseEstimator();
		estimator.add(new float[15 * 100], 15, 100);
		assertThrows(IllegalStateException.class, estimator::estimate);
	}

	@Test
	void aTextureHasUnitVarianceAndItsCorrelations() {
		final float[] texture = new NoiseTexture(Correlation.separable(new double[] { 0.5, 0.1 }, new double[] { 0 }))
			.draw(new Random(3), 400, 400);
		double squares = 0;
		double products = 0;
		for (int y = 0; y < 400; y++) {
			for (int x = 0; x < 399; x++) {
				squares += texture[y * 400 + x] * texture[y * 400 + x];
				products += texture[y * 400 + x] * texture[y * 400 + x + 1];
			}
		}
		assertEquals(1, squares / (400 * 399), 0.02);
		assertEquals(0.5, products / squares, 0.03);
	}

	private interface Variance {

		double at(double level);
	}

	/** Measures noise on soft blobs of levels from 20 to 180. */
	private static NoiseEstimate estimate(final NoiseTexture texture, final Variance variance) {
		final float[] values = texture.draw(new Random(7), SIZE, SIZE);
		for (int y = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++) {
				final double level = 100 + 80 * Math.sin(x / 23.0) * Math.cos(y / 17.0);
				values[y * SIZE + x] = (float) (level + Math.sqrt(variance.at(level)) * values[y * SIZE + x]);
			}
		}
		final NoiseEstimator estimator = new NoiseEstimator();
		estimator.add(values, SIZE, SIZE);
		return estimator.estimate();
	}
}
