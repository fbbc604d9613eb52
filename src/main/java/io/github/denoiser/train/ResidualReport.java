// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import io.github.denoiser.noise.RemovedNoise;

/**
 * What a model that was trained without clean images does to a part of an image that
 * it was not trained on. Values are on the scale of the images, channel by channel, rows first. Immutable;
 * the arrays are shared: treat them as read-only.
 */
public final class ResidualReport {

	private final int width;
	private final int height;
	private final float[] removed;
	private final RemovedNoise noise;

	/** @param removed noisy minus denoised */
	public ResidualReport(final int width, final int height, final float[] removed, final RemovedNoise noise) {
		this.width = width;
		this.height = height;
		this.removed = removed;
		this.noise = noise;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	public int channels() {
		return removed.length / (width * height);
	}

	/** Noisy minus denoised. */
	public float[] removed() {
		return removed;
	}

	/** Whether what was removed looks like noise. */
	public RemovedNoise noise() {
		return noise;
	}
}
