// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/** Partners on other scales, with noise in both: the scale is found without the bias of least squares. */
class PairScalingTest {

	private static final int SIZE = 192;
	private static final double OFFSET = 100;

	@Test
	void aFrameOfAFilmThatFadesIsBroughtToTheBrightnessOfTheOther() {
		final float[] scene = scene(1);
		final Plane first = noisy(scene, 1, 1);
		final Plane faded = noisy(scene, 0.8, 2);
		final Plane scaled = PairScaling.apply(Sample.of(first, faded), false).partner();
		assertEquals(mean(first.values()) - OFFSET, mean(scaled.values()) - OFFSET,
			0.002 * (mean(first.values()) - OFFSET));
		assertEquals(1 / 0.8, slope(faded, scaled), 0.02);
		// Least squares makes it too small, by the noise's share of the variance.
		assertTrue(leastSquares(first, faded) < 1.1, "least squares: " + leastSquares(first, faded));
	}

	@Test
	void aPartnerThatIsNotQuiteCleanIsNotTakenForClean() {
		final float[] scene = scene(2);
		final Plane noisy = noisy(scene, 1, 3);
		final Plane nearlyClean = noisy(scene, 5, 4);
		assertEquals(0.2, slope(nearlyClean, PairScaling.apply(Sample.of(noisy, nearlyClean), true).partner()), 0.004);
	}

	@Test
	void ofImagesWithNothingToSeeOnlyTheMeansAreMatched() {
		final Plane one = noisy(new float[SIZE * SIZE], 1, 5);
		final Plane other = noisy(new float[SIZE * SIZE], 1, 6);
		final Plane scaled = PairScaling.apply(Sample.of(one, other), false).partner();
		assertEquals(1, slope(other, scaled), 1e-3);
		assertEquals(mean(one.values()), mean(scaled.values()), 1e-3);
	}

	@Test
	void missingPixelsDoNotCount() {
		final float[] scene = scene(1);
		final Plane first = noisy(scene, 1, 1);
		final Plane faded = noisy(scene, 0.8, 2);
		first.values()[77] = Float.NaN;
		faded.values()[500] = Float.POSITIVE_INFINITY;
		final Plane scaled = PairScaling.apply(Sample.of(first, faded), false).partner();
		assertEquals(1 / 0.8, slope(faded, scaled), 0.02);
		assertTrue(Float.isFinite(scaled.values()[77]));
		assertEquals(Float.POSITIVE_INFINITY, scaled.values()[500]);
	}

	/** Blobs of some pixels. */
	private static float[] scene(final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[SIZE * SIZE];
		for (int blob = 0; blob < 60; blob++) {
			final double cx = SIZE * random.nextDouble();
			final double cy = SIZE * random.nextDouble();
			final double radius = 6 + 8 * random.nextDouble();
			for (int i = 0; i < values.length; i++) {
				values[i] += 12 * Math.exp(-(Math.pow(i % SIZE - cx, 2) + Math.pow(i / SIZE - cy, 2)) / (radius * radius));
			}
		}
		return values;
	}

	/** With the noise of photons, and 5 photons of background. */
	private static Plane noisy(final float[] scene, final double exposure, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[scene.length];
		for (int i = 0; i < values.length; i++) {
			final double photons = exposure * (scene[i] + 5);
			values[i] = (float) (OFFSET + photons + Math.sqrt(photons) * random.nextGaussian());
		}
		return new Plane("film", SIZE, SIZE, values);
	}

	private static double slope(final Plane before, final Plane scaled) {
		int brightest = 0;
		int darkest = 0;
		for (int i = 0; i < SIZE * SIZE; i++) {
			if (!Float.isFinite(before.values()[i])) continue;
			if (before.values()[i] > before.values()[brightest]) brightest = i;
			if (before.values()[i] < before.values()[darkest]) darkest = i;
		}
		return (scaled.values()[brightest] - scaled.values()[darkest]) /
			(before.values()[brightest] - before.values()[darkest]);
	}

	private static double leastSquares(final Plane image, final Plane partner) {
		final double a = mean(image.values());
		final double b = mean(partner.values());
		double products = 0;
		double squares = 0;
		for (int i = 0; i < image.values().length; i++) {
			products += (image.values()[i] - a) * (partner.values()[i] - b);
			squares += (partner.values()[i] - b) * (partner.values()[i] - b);
		}
		return products / squares;
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += value / values.length;
		}
		return sum;
	}
}
