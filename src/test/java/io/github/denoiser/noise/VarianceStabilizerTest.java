// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarianceStabilizerTest {

	private static final int DRAWS = 400_000;

	/** Photons a pixel, grey levels a photon, black level, read noise in grey levels. */
	@ParameterizedTest
	@CsvSource({ "2, 1, 0, 0", "5, 3.6, 100, 2", "20, 0.5, 10, 1", "200, 8, 100, 20", "1000, 1, 0, 5" })
	void noiseIsTheSameEverywhereAndTheMeanComesBack(final double photons, final double gain, final double black,
		final double read)
	{
		final Random random = new Random(5);
		final VarianceStabilizer stabilizer = new VarianceStabilizer(gain, read * read - gain * black);
		double sum = 0;
		double squares = 0;
		for (int i = 0; i < DRAWS; i++) {
			final double noisy = black + gain * PoissonSampler.sample(photons, random) + read * random.nextGaussian();
			final double stable = stabilizer.stabilized(noisy);
			sum += stable;
			squares += stable * stable;
		}
		final double mean = sum / DRAWS;
		final double deviation = Math.sqrt(squares / DRAWS - mean * mean);
		assertEquals(1, deviation, photons < 4 ? 0.12 : 0.05);
		assertEquals(photons * gain, stabilizer.level(mean) - black, 0.01 * photons * gain + 0.02 * gain);
	}

	@Test
	void theInverseGrows() {
		final VarianceStabilizer stabilizer = new VarianceStabilizer(2, 9 - 200);
		double before = Double.NEGATIVE_INFINITY;
		for (double mean = -1; mean < 300; mean += 0.01) {
			final double level = stabilizer.level(mean);
			assertTrue(level >= before, "at " + mean);
			before = level;
		}
		assertEquals(95.5, stabilizer.level(-3), 1e-9, "no light");
	}

	@Test
	void withoutPhotonsThereIsNone() {
		assertThrows(IllegalArgumentException.class, () -> new VarianceStabilizer(0, 4));
		assertThrows(IllegalArgumentException.class, () -> new VarianceStabilizer(Double.NaN, 4));
	}
}
