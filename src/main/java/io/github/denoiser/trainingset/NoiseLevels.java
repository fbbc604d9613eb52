// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseEstimator;

/** Where in an image how much noise is. */
public final class NoiseLevels {

	/** Images that the noise is measured on at most. */
	private static final int MAX_IMAGES = 64;

	private NoiseLevels() {
		// static methods only
	}

	/**
	 * Measures the noise of images; of many, of some that are evenly spread.
	 *
	 * @throws IllegalStateException if none has 16 x 16 pixels
	 */
	public static NoiseEstimate measure(final ImageStore<Sample> images) {
		final NoiseEstimator estimator = new NoiseEstimator();
		images.forSome(MAX_IMAGES, sample -> {
			for (final Plane plane : sample.image().split()) {
				estimator.add(plane.values(), plane.width(), plane.height());
			}
		});
		return estimator.estimate();
	}

	/** @return standard deviation of the noise at every pixel, the signal being guessed by a small blur */
	public static Plane deviations(final Plane image, final NoiseEstimate noise) {
		final Plane signal = image.blurred();
		final float[] values = signal.values();
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) Math.sqrt(noise.variance(values[i]));
		}
		return signal;
	}
}
