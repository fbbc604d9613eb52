// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.metrics.ImageComparison;

/** One slice measured against its reference. Immutable. */
public final class SliceComparison {

	private final ImageComparison comparison;
	private final double noise;
	private final double referenceNoise;

	SliceComparison(final ImageComparison comparison, final double noise, final double referenceNoise) {
		this.comparison = comparison;
		this.noise = noise;
		this.referenceNoise = referenceNoise;
	}

	/** Mean squared error in squared grey levels. */
	public double mse() {
		return comparison.mse();
	}

	/** Peak signal-to-noise ratio in dB; infinite for equal slices. */
	public double psnr() {
		return comparison.psnr();
	}

	/** Mean structural similarity, at most 1. */
	public double ssim() {
		return comparison.ssim();
	}

	/**
	 * Estimated standard deviation of the image's noise in grey levels; see {@link io.github.denoiser.metrics.NoiseLevel}.
	 */
	public double noise() {
		return noise;
	}

	/** That of the reference. */
	public double referenceNoise() {
		return referenceNoise;
	}
}
