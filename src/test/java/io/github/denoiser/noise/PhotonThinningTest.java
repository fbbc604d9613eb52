// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotonThinningTest {

	private static final int COUNT = 400_000;

	@ParameterizedTest
	@CsvSource({ "1.5,0.5", "6,0.8", "150,0.7" })
	void theTwoPartsAreBothTrueAndTheirNoiseIsIndependent(final double photons, final double share) {
		final double gain = 3.7;
		final double offset = 11;
		final double readNoise = 0.5;
		// As the estimator would measure it: read noise counts as photons of background.
		final NoiseEstimate noise = new NoiseEstimate(gain, readNoise * readNoise - gain * offset, 1e-6, Correlation.NONE);
		final Random random = new Random(3);
		final float[] values = new float[COUNT];
		for (int i = 0; i < COUNT; i++) {
			values[i] = (float) (offset + gain * poisson(photons, random) + readNoise * random.nextGaussian());
		}
		final float[] first = new float[COUNT];
		final float[] second = new float[COUNT];
		noise.thinning().split(values, share, first, second, random);
		final double mean = offset + gain * photons;
		final double variance = noise.variance(mean) + noise.thinning().roundingVariance();
		assertEquals(mean, mean(first), 0.01 * gain * photons + 0.05);
		assertEquals(mean, mean(second), 0.01 * gain * photons + 0.05);
		assertEquals(variance / share, covariance(first, first), 0.05 * variance / share);
		assertEquals(variance / (1 - share), covariance(second, second), 0.05 * variance / (1 - share));
		assertEquals(0, covariance(first, second) / Math.sqrt(covariance(first, first) * covariance(second, second)), 0.02);
	}

	@Test
	void noiseThatDoesNotGrowWithTheSignalCannotBeSplit() {
		final NoiseEstimate noise = new NoiseEstimate(0, 4, 1, Correlation.NONE);
		assertThrows(IllegalStateException.class, noise::thinning);
	}

	private static int poisson(final double mean, final Random random) {
		// A sum of many rare events.
		int count = 0;
		double time = -Math.log(1 - random.nextDouble());
		while (time < mean) {
			count++;
			time -= Math.log(1 - random.nextDouble());
		}
		return count;
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	private static double covariance(final float[] a, final float[] b) {
		final double meanA = mean(a);
		final double meanB = mean(b);
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += (a[i] - meanA) * (b[i] - meanB);
		}
		return sum / a.length;
	}
}
