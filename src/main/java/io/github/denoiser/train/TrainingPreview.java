// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

/**
 * What the network makes of one crop of a validation image after an epoch. Values
 * are on the normalised scale, 0 for black and 1 for white, rows first. The arrays
 * are shared: treat them as read-only. Those of several channels hold one after the
 * other.
 */
public final class TrainingPreview {

	private final int width;
	private final int height;
	private final float[] noisy;
	private final float[] denoised;
	private final float[] clean;

	/** @param clean null if there is none */
	public TrainingPreview(final int width, final int height, final float[] noisy, final float[] denoised,
		final float[] clean)
	{
		this.width = width;
		this.height = height;
		this.noisy = noisy;
		this.denoised = denoised;
		this.clean = clean;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	public int channels() {
		return noisy.length / (width * height);
	}

	/** What the network was given. */
	public float[] noisy() {
		return noisy;
	}

	/** What it made of it. */
	public float[] denoised() {
		return denoised;
	}

	/** What it should have made of it; null if nobody knows. */
	public float[] clean() {
		return clean;
	}
}
