// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Locale;

/**
 * Judges a denoiser without a clean image, by what it removed: noisy minus denoised.
 * Where the noise has been measured, what was removed should be as strong, and its
 * neighbouring pixels no more alike than those of the noise: what they have in common
 * beyond that is structure of the image. Immutable.
 */
public final class RemovedNoise {

	/** Neighbours may be more alike than those of the noise by this much. */
	private static final double ALIKE = 0.1;
	/** Less than this share of the noise's variance leaves noise behind, more than the other takes signal away. */
	private static final double TOO_LITTLE = 0.7;
	private static final double TOO_MUCH = 1.3;

	private final double strength;
	private final double neighbours;
	private final double expected;

	private RemovedNoise(final double strength, final double neighbours, final double expected) {
		this.strength = strength;
		this.neighbours = neighbours;
		this.expected = expected;
	}

	/**
	 * @param noisy rows first, finite; of one plane, or of several that follow each other
	 * @param denoised of the same size
	 * @param noise as measured on noisy images, in the scale of these values
	 */
	public static RemovedNoise of(final float[] noisy, final float[] denoised, final int width, final int height,
		final NoiseEstimate noise)
	{
		final double[] removed = new double[noisy.length];
		double mean = 0;
		for (int i = 0; i < removed.length; i++) {
			// In units of the noise, so that bright parts do not outweigh the rest.
			removed[i] = (noisy[i] - denoised[i]) / Math.sqrt(noise.variance(denoised[i]));
			mean += removed[i] / removed.length;
		}
		double squares = 0;
		double products = 0;
		int count = 0;
		for (int row = 0; row < removed.length / width; row++) {
			if (row % height == height - 1) continue;
			for (int x = 0; x < width - 1; x++) {
				final int i = row * width + x;
				final double value = removed[i] - mean;
				squares += value * value;
				products += value * (removed[i + 1] - mean + removed[i + width] - mean) / 2;
				count++;
			}
		}
		return new RemovedNoise(count == 0 ? 0 : squares / count, squares > 0 ? products / squares : 0,
			(noise.correlation(1, 0) + noise.correlation(0, 1)) / 2);
	}

	/** Variance of what was removed, divided by that of the noise: about 1, a little less for a good denoiser. */
	public double strength() {
		return strength;
	}

	/** Correlation of what was removed between neighbouring pixels: no more than that of the noise for a good denoiser. */
	public double neighbours() {
		return neighbours;
	}

	/** Whether what was removed looks like the noise and nothing else. */
	public boolean looksLikeNoise() {
		return strength >= TOO_LITTLE && !holdsStructure();
	}

	private boolean holdsStructure() {
		return strength > TOO_MUCH || neighbours > expected + ALIKE;
	}

	/** In a sentence, for users. */
	@Override
	public String toString() {
		final String numbers = String.format(Locale.ROOT,
			" (%.0f %% of the noise's variance; neighbouring pixels correlate by %.2f, those of the noise by %.2f)",
			100 * strength, hundredths(neighbours), hundredths(expected));
		if (holdsStructure())
			return "Structure is left in the removed part: look at it before you trust the result" + numbers + ".";
		if (strength < TOO_LITTLE) return "Some noise is left in the image: train longer" + numbers + ".";
		return "The removed part looks like noise" + numbers + ".";
	}

	/** @return rounded; never minus zero, which looks like a mistake */
	private static double hundredths(final double value) {
		return Math.round(100 * value) / 100.0;
	}
}
