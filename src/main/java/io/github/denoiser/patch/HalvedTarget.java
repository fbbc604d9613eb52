// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Random;

import io.github.denoiser.noise.NoiseTexture;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.Plane;

/**
 * Splits noisy targets into two halves whose noise is independent: {@code t + z} and {@code t - z}, with fresh noise z
 * of the kind and strength of the target's. The one tells how bright a place is, the other what the network should make
 * of it: places that were chosen by the very values that they are compared with would always seem too dark where they
 * are bright.
 */
final class HalvedTarget {

	private final NoiseTexture texture;
	private final float[] bright;

	/** @param texture draws noise like that of the targets, of unit variance */
	HalvedTarget(final PatchShape shape, final NoiseTexture texture) {
		this.texture = texture;
		bright = new float[shape.length()];
	}

	/**
	 * Sets a pair's level, brightness and check.
	 *
	 * @param deviation of the target's noise at every pixel
	 * @param factor that all deviations are multiplied by
	 */
	void split(final PatchPair pair, final float[] deviation, final double factor, final Random random) {
		final PatchShape shape = pair.shape();
		for (int c = 0; c < shape.channels(); c++) {
			final float[] z = texture.draw(random, shape.width(), shape.height());
			for (int i = 0; i < z.length; i++) {
				final int at = c * shape.area() + i;
				final double noise = factor * deviation[at] * z[i];
				bright[at] = (float) (pair.target()[at] + noise);
				pair.check()[at] = (float) (pair.target()[at] - noise);
			}
		}
		smooth(shape, pair.target(), pair.level());
		smooth(shape, bright, pair.brightness());
	}

	private static void smooth(final PatchShape shape, final float[] values, final float[] result) {
		final Plane smooth = new Plane("", shape.channels(), shape.width(), shape.height(), values).blurred();
		System.arraycopy(smooth.values(), 0, result, 0, result.length);
	}
}
