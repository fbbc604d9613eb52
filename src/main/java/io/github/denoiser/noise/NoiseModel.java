// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

/**
 * Makes clean grey values noisy. Values are on the normalised scale, 0 for black
 * and 1 for white. Results are not rounded, and clipped only where the formula of
 * the noise says so. Immutable.
 */
public interface NoiseModel {

	/**
	 * Draws the noise of one patch: everything that is random about it comes from
	 * {@code random}, so the same seed gives the same noise.
	 *
	 * @param clean one patch of one channel or more, {@code [(channel * height + y) * width + x]}; all channels are
	 *          given noise of the same kind and strength, but each its own
	 * @param noisy where the result goes; may be {@code clean} itself
	 * @param width of the patch in pixels; {@code height} likewise: they matter only to noise that neighbours share
	 */
	void apply(float[] clean, float[] noisy, int width, int height, Random random);

	/** In words, with all numbers, for logs and the model's description. */
	String description();
}
