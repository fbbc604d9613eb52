// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseSurveyTest {

	private static final int SIZE = 256;

	/** Photons at the brightest pixels, grey levels a photon, black level, read noise. */
	@ParameterizedTest
	@CsvSource({ "30, 3.6, 10, 1", "200, 1, 100, 3", "1000, 12, 500, 20" })
	void photonNoiseIsStabilised(final double photons, final double gain, final double black, final double read) {
		final Random random = new Random(3);
		final float[] image = image(7,
			signal -> black + gain * PoissonSampler.sample(photons * signal, random) + read * random.nextGaussian());
		final NoiseTreatment treatment = survey(image).treatment(black, black + gain * photons);
		assertEquals(1, treatment.factor(), treatment::toString);
		assertTrue(treatment.toString().startsWith("photon noise, "), treatment::toString);
		final double found = Double.parseDouble(treatment.toString().replaceAll("photon noise, (\\S+) grey.*", "$1"));
		assertEquals(gain, found, 0.15 * gain);
		assertTrue(treatment.stabilized(black + gain * photons) > treatment.stabilized(black + 1), treatment::toString);
		final double middle = black + gain * photons / 2;
		assertEquals(middle, treatment.level(treatment.stabilized(middle)), 2 * gain, "near the middle, back and forth");
	}

	@Test
	void whiteNoiseOfSmoothImagesIsLeftAlone() {
		for (int i = 0; i < 40; i++) {
			final Random random = new Random(i);
			final double sigma = 3 + i;
			final float[] image = image(i, signal -> 40 + 160 * signal + sigma * random.nextGaussian());
			final NoiseTreatment treatment = survey(image).treatment(40, 200);
			assertTrue(treatment.isNothing(), i + ": " + treatment);
			assertTrue(treatment.toString().endsWith("neighbours independent"), treatment::toString);
		}
	}

	@ParameterizedTest
	@CsvSource({ "0.6, 2", "1.5, 4" })
	void whereNeighboursShareTheirNoiseTheImageIsMadeSmaller(final double blur, final int factor) {
		final Random random = new Random(2);
		final float[] noise = new float[SIZE * SIZE];
		new GrainNoise(new GaussianNoise(30, 30), blur, blur, 1).apply(noise, noise, SIZE, SIZE, random);
		final float[] image = image(5, signal -> 40 + 100 * signal);
		for (int i = 0; i < image.length; i++) {
			image[i] += 255 * noise[i];
		}
		assertEquals(factor, survey(image).treatment(40, 140).factor());
	}

	@Test
	void whatCannotBeToldIsLeftAlone() {
		assertNothing("too little", new float[48 * 48], 48);
		final float[] two = new float[SIZE * SIZE];
		for (int i = 0; i < two.length / 2; i++) {
			two[i] = 1;
		}
		assertNothing("too little", two, SIZE);
		assertNothing("next to no noise", image(4, signal -> 100 * signal), SIZE);
	}

	/** A mask, or a clipped background, has no noise, and the rest has. */
	@Test
	void constantPartsDoNotCount() {
		final Random random = new Random(3);
		final float[] image = image(6, signal -> 10 + 50 * signal + 4 * random.nextGaussian());
		for (int i = 0; i < image.length; i++) {
			if (i % SIZE < SIZE / 2) image[i] = 0;
		}
		final NoiseTreatment treatment = survey(image).treatment(0, 60);
		assertEquals(1, treatment.factor());
		assertFalse(treatment.toString().contains("next to no noise"), treatment::toString);
		assertEquals(4, Double.parseDouble(treatment.toString().replaceAll(".*deviation (\\S+);.*", "$1")), 0.4);
	}

	private static void assertNothing(final String reason, final float[] values, final int width) {
		final NoiseSurvey survey = new NoiseSurvey();
		survey.add(values, width, values.length / width);
		final NoiseTreatment treatment = survey.treatment(0, 100);
		assertTrue(treatment.isNothing() && treatment.toString().contains(reason), treatment::toString);
	}

	private static NoiseSurvey survey(final float[] values) {
		final NoiseSurvey survey = new NoiseSurvey();
		survey.add(values, SIZE, SIZE);
		return survey;
	}

	/** Smooth waves from 0 to 1. */
	private static float[] image(final int seed, final DoubleUnaryOperator pixel) {
		final float[] values = new float[SIZE * SIZE];
		final double stretch = 20 + seed % 7 * 5;
		for (int i = 0; i < values.length; i++) {
			final double wave = Math.sin(i % SIZE / stretch) * Math.cos(i / SIZE / (stretch + 3));
			values[i] = (float) pixel.applyAsDouble(0.5 + 0.5 * wave);
		}
		return values;
	}
}
