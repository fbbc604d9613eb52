// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * Masking noise, the stochastic corruption of denoising autoencoders: a share of
 * the pixels becomes 0 (P. Vincent, H. Larochelle, Y. Bengio, P.-A. Manzagol,
 * "Extracting and composing robust features with denoising autoencoders", ICML
 * 2008; described in "Convolutional Auto Encoder For Image Denoising" by Ghafar
 * and Sattar). The mean becomes {@code (1 - share) x}. Each patch draws its share
 * evenly.
 */
public final class MaskingNoise implements NoiseModel {

	private final double min;
	private final double max;

	/**
	 * @param min least share of the pixels, from 0 to 1
	 * @param max greatest one; equal to {@code min} for a fixed share
	 */
	public MaskingNoise(final double min, final double max) {
		this.min = Checks.range("share", min, 0, 1);
		this.max = Checks.range("share_max", max, min, 1);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final double share = Draw.evenly(min, max, random);
		for (int i = 0; i < clean.length; i++) {
			noisy[i] = random.nextDouble() < share ? 0 : clean[i];
		}
	}

	@Override
	public String description() {
		return "Masking, a share of " + Draw.text(min, max) + " of the pixels";
	}
}
