package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.config.DenoiserException;

class NoiseTest {

	private static final int SAMPLES = 200_000;

	@Test
	void gaussianHasTheAskedDeviationAndNoBias() {
		final float[] noisy = noisy(new GaussianNoise(25, 25), 0.5f);
		assertEquals(0.5, mean(noisy), 0.001);
		assertEquals(25 / 255.0, Math.sqrt(variance(noisy)), 0.001);
	}

	@Test
	void gaussianDrawsItsDeviationFromTheRange() {
		final GaussianNoise noise = new GaussianNoise(5, 50);
		double least = Double.MAX_VALUE;
		double greatest = 0;
		final Random random = new Random(1);
		for (int i = 0; i < 100; i++) {
			final float[] noisy = new float[2000];
			noise.apply(noisy, noisy, random);
			final double sigma = 255 * Math.sqrt(variance(noisy));
			least = Math.min(least, sigma);
			greatest = Math.max(greatest, sigma);
		}
		assertTrue(least > 4 && least < 8, "least " + least);
		assertTrue(greatest < 53 && greatest > 45, "greatest " + greatest);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.2, 1, 5, 9.9, 10.1, 30, 400 })
	void poissonHasTheMeanAndVarianceOfItsPhotons(final double photons) {
		final float[] noisy = noisy(new PoissonGaussianNoise(photons, photons, 0), 1);
		final double error = 5 / Math.sqrt(SAMPLES * photons);
		assertEquals(1, mean(noisy), error);
		assertEquals(1 / photons, variance(noisy), 0.03 / photons);
		for (final float value : noisy) {
			assertEquals(Math.rint(value * photons), value * photons, 1e-3, "not a number of photons");
		}
	}

	@Test
	void poissonGrowsWithTheSignalAndLeavesBlackAlone() {
		final PoissonGaussianNoise noise = new PoissonGaussianNoise(50, 50, 0);
		assertEquals(4, variance(noisy(noise, 1)) / variance(noisy(noise, 0.25f)), 0.2);
		assertEquals(0, variance(noisy(noise, 0)));
		assertEquals(0, mean(noisy(noise, -0.5f)));
	}

	@Test
	void readNoiseAddsToPhotonNoise() {
		final PoissonGaussianNoise noise = new PoissonGaussianNoise(50, 50, 20);
		boolean varies = false;
		final Random random = new Random(1);
		for (int i = 0; i < 5; i++) {
			final float[] black = new float[5000];
			noise.apply(black, black, random);
			final double sigma = 255 * Math.sqrt(variance(black));
			assertTrue(sigma < 21, "sigma " + sigma);
			varies |= sigma > 5;
		}
		assertTrue(varies);
	}

	@Test
	void theSameSeedGivesTheSameNoise() {
		final NoiseModel noise = NoiseKind.MIXED.model(5, 50, 5, 500);
		for (int seed = 0; seed < 4; seed++) {
			final float[] a = new float[100];
			final float[] b = new float[100];
			noise.apply(new float[100], a, new Random(seed));
			noise.apply(new float[100], b, new Random(seed));
			assertArrayEquals(a, b);
		}
		final float[] clean = new float[100];
		Arrays.fill(clean, 0.5f);
		final float[] a = new float[100];
		final float[] b = new float[100];
		noise.apply(clean, a, new Random(1));
		noise.apply(clean, b, new Random(2));
		assertFalse(Arrays.equals(a, b));
	}

	@Test
	void aWrongKindListsAllKinds() {
		final String message = assertThrows(DenoiserException.class, () -> NoiseKind.of("Salt")).getMessage();
		assertTrue(message.contains("noise") && message.contains("Poisson-Gaussian"), message);
	}

	@Test
	void aWrongRangeNamesTheParameter() {
		final String message = assertThrows(DenoiserException.class, () -> NoiseKind.GAUSSIAN.model(30, 10, 1, 1))
			.getMessage();
		assertTrue(message.contains("sigma_max") && message.contains("30"), message);
	}

	private static float[] noisy(final NoiseModel noise, final float value) {
		final float[] values = new float[SAMPLES];
		Arrays.fill(values, value);
		noise.apply(values, values, new Random(3));
		return values;
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	private static double variance(final float[] values) {
		final double mean = mean(values);
		double sum = 0;
		for (final float value : values) {
			sum += (value - mean) * (value - mean);
		}
		return sum / values.length;
	}
}
