// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * Impulse noise: a share of the pixels becomes black (0) or white (1), one as
 * likely as the other (R. C. Gonzalez, R. E. Woods, "Digital Image Processing",
 * the chapter on noise models). The mean becomes {@code (1 - share) x + share / 2}.
 * Each patch draws its share evenly.
 */
public final class SaltAndPepperNoise implements NoiseModel {

	private final double min;
	private final double max;

	/**
	 * @param min least share of the pixels, from 0 to 1
	 * @param max greatest one; equal to {@code min} for a fixed share
	 */
	public SaltAndPepperNoise(final double min, final double max) {
		this.min = Checks.range("share", min, 0, 1);
		this.max = Checks.range("share_max", max, min, 1);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final double share = Draw.evenly(min, max, random);
		for (int i = 0; i < clean.length; i++) {
			final double chance = random.nextDouble();
			noisy[i] = chance >= share ? clean[i] : chance < share / 2 ? 0 : 1;
		}
	}

	@Override
	public String description() {
		return "Salt and pepper, a share of " + Draw.text(min, max) + " of the pixels";
	}
}
