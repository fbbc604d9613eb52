// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * Multiplicative Gaussian noise: {@code x + coefficient * x * N(0, 1)}, the usual
 * first approximation of the speckle of ultrasound and laser images (A. K. Jain,
 * "Fundamentals of Digital Image Processing", Prentice Hall 1989). The mean stays,
 * the standard deviation is {@code coefficient * x}, and black stays black. Each
 * patch draws its coefficient evenly.
 */
public final class SpeckleNoise implements NoiseModel {

	private final double min;
	private final double max;

	/**
	 * @param min least coefficient, from 0 to 1: 0.2 is noise of a fifth of the signal
	 * @param max greatest one; equal to {@code min} for a fixed strength
	 */
	public SpeckleNoise(final double min, final double max) {
		this.min = Checks.range("coefficient", min, 0, 1);
		this.max = Checks.range("coefficient_max", max, min, 1);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final double coefficient = Draw.evenly(min, max, random);
		for (int i = 0; i < clean.length; i++) {
			noisy[i] = (float) (clean[i] * (1 + coefficient * random.nextGaussian()));
		}
	}

	@Override
	public String description() {
		return "Speckle, sigma " + Draw.text(min, max) + " of the signal";
	}
}
