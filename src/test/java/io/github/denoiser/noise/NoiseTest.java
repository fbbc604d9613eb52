// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

class NoiseTest {

	private static final int SAMPLES = 200_000;
	/** Of patches whose pixels have nothing to do with each other. */
	private static final int WIDTH = 10;

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
			noise.apply(noisy, noisy, WIDTH, noisy.length / WIDTH, random);
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
			noise.apply(black, black, WIDTH, black.length / WIDTH, random);
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
			noise.apply(new float[100], a, WIDTH, WIDTH, new Random(seed));
			noise.apply(new float[100], b, WIDTH, WIDTH, new Random(seed));
			assertArrayEquals(a, b);
		}
		final float[] clean = new float[100];
		Arrays.fill(clean, 0.5f);
		final float[] a = new float[100];
		final float[] b = new float[100];
		noise.apply(clean, a, WIDTH, a.length / WIDTH, new Random(1));
		noise.apply(clean, b, WIDTH, b.length / WIDTH, new Random(2));
		assertFalse(Arrays.equals(a, b));
	}

	/** Mean and variance of x + c N(0, 1) clipped to 0..1, integrated numerically. */
	@ParameterizedTest
	@CsvSource({ "0.5, 0.5", "0.5, 0.1", "0, 0.5", "1, 0.3", "0.2, 1" })
	void coefficientIsGaussianClippedToBlackAndWhite(final float x, final double coefficient) {
		double mean = 0;
		double square = 0;
		final double step = 1e-4;
		for (double z = -8; z < 8; z += step) {
			final double value = Math.max(0, Math.min(1, x + coefficient * z));
			final double weight = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * step;
			mean += weight * value;
			square += weight * value * value;
		}
		final float[] noisy = noisy(new CoefficientNoise(coefficient, coefficient), x);
		assertEquals(mean, mean(noisy), 0.005);
		assertEquals(square - mean * mean, variance(noisy), 0.003);
		for (final float value : noisy)
			assertTrue(value >= 0 && value <= 1);
	}

	@Test
	void gaussianByMeanAndVariance() {
		final float[] noisy = noisy(NoiseSettings.builder(NoiseKind.GAUSSIAN).mean(10).variance(550).build().model(), 0.5f);
		assertEquals(0.5 + 10 / 255.0, mean(noisy), 0.001);
		assertEquals(550 / 255.0 / 255, variance(noisy), 550 / 255.0 / 255 * 0.02);
	}

	@Test
	void poissonGaussianKeepsTheMeanAboveTheOffset() {
		final double gain = 5;
		final NoiseModel noise = NoiseSettings.builder(NoiseKind.POISSON_GAUSSIAN).gain(gain).offset(51).readNoise(4, 0)
			.build().model();
		final float[] noisy = noisy(noise, 0.6f);
		final double photons = 255 / gain;
		assertEquals(0.6, mean(noisy), 0.001);
		final double expected = (0.6 - 0.2) / photons + Math.pow(4 / 255.0, 2);
		assertEquals(expected, variance(noisy), 0.02 * expected);
		final float[] dark = noisy(noise, 0.1f);
		assertEquals(0.2, mean(dark), 0.001, "below the offset there are no photons");
		assertEquals(Math.pow(4 / 255.0, 2), variance(dark), 1e-5);
	}

	@Test
	void speckleIsAShareOfTheSignal() {
		final float[] noisy = noisy(new SpeckleNoise(0.2, 0.2), 0.5f);
		assertEquals(0.5, mean(noisy), 0.001);
		assertEquals(0.01, variance(noisy), 0.0002);
		assertEquals(0, variance(noisy(new SpeckleNoise(0.2, 0.2), 0)));
	}

	@Test
	void saltAndPepperAreBlackAndWhiteAlike() {
		final double share = 0.3;
		final float[] noisy = noisy(new SaltAndPepperNoise(share, share), 0.25f);
		assertEquals(share / 2, count(noisy, 0), 0.003);
		assertEquals(share / 2, count(noisy, 1), 0.003);
		assertEquals(1 - share, count(noisy, 0.25f), 0.003);
		final double mean = (1 - share) * 0.25 + share / 2;
		assertEquals(mean, mean(noisy), 0.003);
		assertEquals((1 - share) * 0.25 * 0.25 + share / 2 - mean * mean, variance(noisy), 0.002);
	}

	@Test
	void maskingSetsAShareToZero() {
		final float[] noisy = noisy(new MaskingNoise(0.4, 0.4), 0.5f);
		assertEquals(0.4, count(noisy, 0), 0.005);
		assertEquals(0.6, count(noisy, 0.5f), 0.005);
		assertEquals(0.6 * 0.5, mean(noisy), 0.003);
		assertEquals(0.6 * 0.4 * 0.25, variance(noisy), 0.001);
	}

	/** Training asks for ranges: every patch has a strength of its own. */
	@ParameterizedTest
	@EnumSource(NoiseKind.class)
	void everyKindDrawsItsStrengthFromARange(final NoiseKind kind) {
		final NoiseModel noise = NoiseSettings.builder(kind).sigma(1, 60).photons(2, 500).readNoise(1, 20)
			.coefficient(0.05, 0.9).share(0.05, 0.9).build().model();
		assertTrue(noise.description().contains(" to "), noise.description());
		final Random random = new Random(5);
		double least = Double.MAX_VALUE;
		double greatest = 0;
		for (int patch = 0; patch < 50; patch++) {
			final float[] values = new float[1000];
			Arrays.fill(values, 0.5f);
			noise.apply(values, values, WIDTH, values.length / WIDTH, random);
			double error = 0;
			for (final float value : values)
				error += (value - 0.5) * (value - 0.5);
			least = Math.min(least, error);
			greatest = Math.max(greatest, error);
		}
		assertTrue(greatest > 4 * least, kind + ": " + least + " to " + greatest);
	}

	@ParameterizedTest
	@EnumSource(NoiseKind.class)
	void aResultDependsOnTheSeedAlone(final NoiseKind kind) {
		final NoiseModel noise = NoiseSettings.builder(kind).build().model();
		final float[] clean = new float[500];
		Arrays.fill(clean, 0.5f);
		final float[] first = clean.clone();
		noise.apply(first, first, WIDTH, first.length / WIDTH, new Random(1));
		final float[] again = new float[500];
		noise.apply(clean, again, WIDTH, again.length / WIDTH, new Random(1));
		assertArrayEquals(first, again, "in place or not");
		noise.apply(clean, again, WIDTH, again.length / WIDTH, new Random(2));
		assertFalse(Arrays.equals(first, again));
	}

	@Test
	void theNoiseOfTrainingIsWhatItWas() {
		final float[] values = { 0, 0.25f, 0.5f, 1 };
		for (final NoiseKind kind : new NoiseKind[] { NoiseKind.GAUSSIAN, NoiseKind.POISSON, NoiseKind.POISSON_GAUSSIAN }) {
			final NoiseModel expected = kind == NoiseKind.GAUSSIAN ? new GaussianNoise(5, 50)
				: new PoissonGaussianNoise(5, 500, kind == NoiseKind.POISSON ? 0 : 20);
			final float[] a = new float[4];
			final float[] b = new float[4];
			expected.apply(values, a, WIDTH, a.length / WIDTH, new Random(9));
			kind.model(5, 50, 5, 500).apply(values, b, WIDTH, b.length / WIDTH, new Random(9));
			assertArrayEquals(a, b, kind.label());
			assertEquals(expected.description(), kind.model(5, 50, 5, 500).description());
		}
		assertEquals("Gaussian, sigma 5 to 50 of 255; or Poisson, 5 to 500 photons at white, with Gaussian read noise of " +
			"sigma up to 20 of 255", NoiseKind.MIXED.model(5, 50, 5, 500).description());
	}

	@Test
	void planesHaveNoiseOfTheirOwn() {
		final PlaneSeeds seeds = new PlaneSeeds(1);
		final int planes = 200;
		double sum = 0;
		for (int plane = 0; plane < planes; plane++)
			sum += seeds.random(plane).nextGaussian();
		// Neighbouring seeds of Random would give nearly the same first number.
		assertEquals(0, sum / planes, 3 / Math.sqrt(planes));
		assertEquals(new PlaneSeeds(1).random(7).nextLong(), seeds.random(7).nextLong());
		assertNotEquals(new PlaneSeeds(2).random(6).nextLong(), seeds.random(7).nextLong());
	}

	@ParameterizedTest
	@CsvSource({ "GAUSSIAN, sigma, -1", "GAUSSIAN, mean, 2000", "GAUSSIAN, variance, -1", "POISSON, photons, 0",
		"POISSON_GAUSSIAN, gain, -1", "POISSON_GAUSSIAN, offset, 256", "POISSON_GAUSSIAN, read_noise, -2",
		"COEFFICIENT, coefficient, 1.5", "SPECKLE, coefficient, NaN", "SALT_AND_PEPPER, share, 2", "MASKING, share, -0.1" })
	void numbersOutOfRangeAreNamedIfTheyMatter(final NoiseKind kind, final String key, final double value) {
		final NoiseSettings.Builder builder = builder(kind, key, value);
		final String message = assertThrows(DenoiserException.class, builder::build).getMessage();
		assertTrue(message.startsWith("\"" + key + "\" is ") && message.contains("must lie between"), message);
		final NoiseKind other = kind == NoiseKind.MASKING || kind == NoiseKind.SALT_AND_PEPPER ? NoiseKind.SPECKLE
			: NoiseKind.MASKING;
		builder(other, key, value).build();
	}

	private static NoiseSettings.Builder builder(final NoiseKind kind, final String key, final double value) {
		final NoiseSettings.Builder builder = NoiseSettings.builder(kind);
		switch (key) {
			case "sigma":
				return builder.sigma(value, 0);
			case "mean":
				return builder.mean(value);
			case "variance":
				return builder.variance(value);
			case "photons":
				return builder.photons(value, 0);
			case "gain":
				return builder.gain(value);
			case "offset":
				return builder.offset(value);
			case "read_noise":
				return builder.readNoise(value, 0);
			case "coefficient":
				return builder.coefficient(value, 0);
			default:
				return builder.share(value, 0);
		}
	}

	@Test
	void aWrongKindListsAllKinds() {
		final String message = assertThrows(DenoiserException.class, () -> Labels.find("noise", "Salt", NoiseKind.class))
			.getMessage();
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
		noise.apply(values, values, WIDTH, values.length / WIDTH, new Random(3));
		return values;
	}

	private static double count(final float[] values, final float value) {
		int count = 0;
		for (final float v : values)
			if (v == value) count++;
		return (double) count / values.length;
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

	@Test
	void grainIsSharedByNeighboursAndAsStrongAsBefore() {
		final int width = 400;
		for (final double grain : new double[] { 0.7, 1, 1.5 }) {
			final NoiseModel noise = NoiseSettings.builder(NoiseKind.GAUSSIAN).sigma(25, 0).grain(grain, 0).build().model();
			final float[] noisy = new float[width * 300];
			noise.apply(noisy, noisy, width, noisy.length / width, new Random(5));
			assertEquals(0, mean(noisy), 0.003);
			assertEquals(25 / 255.0, Math.sqrt(variance(noisy)), 0.002);
			// The autocorrelation of a sampled Gaussian is nearly that of a Gaussian.
			final double expected = Math.exp(-1 / (4 * grain * grain));
			assertEquals(expected, products(noisy, width, 1) / variance(noisy), 0.03);
			assertEquals(expected, products(noisy, width, width) / variance(noisy), 0.03);
		}
	}

	@Test
	void grainOfPhotonsGrowsWithTheSignalAndChangesNoOtherPixelOfTheImage() {
		final int width = 200;
		final float[] clean = new float[width * 400];
		Arrays.fill(clean, 0, clean.length / 2, 0.2f);
		Arrays.fill(clean, clean.length / 2, clean.length, 0.8f);
		final float[] noisy = new float[clean.length];
		final NoiseModel noise = NoiseSettings.builder(NoiseKind.POISSON).photons(40, 0).grain(0.7, 0).build().model();
		noise.apply(clean, noisy, width, noisy.length / width, new Random(5));
		final float[] dark = Arrays.copyOfRange(noisy, 10 * width, 190 * width);
		final float[] bright = Arrays.copyOfRange(noisy, 210 * width, 390 * width);
		assertEquals(0.2, mean(dark), 0.003);
		assertEquals(0.8, mean(bright), 0.003);
		assertEquals(0.2 / 40, variance(dark), 0.0003);
		assertEquals(0.8 / 40, variance(bright), 0.001);
		assertEquals(0.2f, clean[0]);
	}

	@Test
	void mixedNoiseHasGrainInEveryThirdPatch() {
		final NoiseModel noise = NoiseSettings.builder(NoiseKind.MIXED).grain(0.7, 1.5).build().model();
		final Random random = new Random(2);
		int grainy = 0;
		for (int i = 0; i < 300; i++) {
			final float[] noisy = new float[64 * 64];
			Arrays.fill(noisy, 0.5f);
			noise.apply(noisy, noisy, 64, noisy.length / 64, random);
			final float mean = (float) mean(noisy);
			for (int k = 0; k < noisy.length; k++) {
				noisy[k] -= mean;
			}
			if (products(noisy, 64, 1) / variance(noisy) > 0.3) grainy++;
		}
		assertEquals(100, grainy, 25);
	}

	/** The mean product of pixels so many places apart. */
	private static double products(final float[] values, final int width, final int step) {
		double sum = 0;
		int count = 0;
		for (int i = 0; i + step < values.length; i++) {
			if (step == 1 && i % width == width - 1) continue;
			sum += values[i] * values[i + step];
			count++;
		}
		return sum / count;
	}
}
