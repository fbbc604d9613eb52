// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * The grey noise of "Image Denoising using Autoencoders" (Bernier and Lucio) for
 * MNIST and Fashion-MNIST: {@code x + coefficient * N(0, 1)}, clipped to 0..1. The
 * paper gives a coefficient from 0 (none) to 1 (most), useful from 0.3 to 0.7, and
 * 0.5 in its experiments; the formula is our reading of it. Clipping pulls the
 * mean of dark and bright pixels towards the middle. Each patch draws its
 * coefficient evenly.
 */
public final class CoefficientNoise implements NoiseModel {

	private final double min;
	private final double max;

	/**
	 * @param min least coefficient, from 0 to 1
	 * @param max greatest one; equal to {@code min} for a fixed strength
	 */
	public CoefficientNoise(final double min, final double max) {
		this.min = Checks.range("coefficient", min, 0, 1);
		this.max = Checks.range("coefficient_max", max, min, 1);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final double coefficient = Draw.evenly(min, max, random);
		for (int i = 0; i < clean.length; i++) {
			noisy[i] = (float) Math.max(0, Math.min(1, clean[i] + coefficient * random.nextGaussian()));
		}
	}

	@Override
	public String description() {
		return "Coefficient " + Draw.text(min, max) + ", clipped to black and white";
	}
}
