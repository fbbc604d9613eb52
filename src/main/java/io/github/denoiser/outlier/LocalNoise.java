// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.outlier;

import java.util.Arrays;

/**
 * The noise around a pixel, from Immerkaer's mask (1 -2 1, -2 4 -2, 1 -2 1), which gives
 * nothing for smooth surfaces and 6 standard deviations for white noise, and the median
 * of its absolute values over 5 x 5 pixels.
 *
 * @see <a href="https://doi.org/10.1006/cviu.1996.0060">Immerkaer, Fast Noise Variance Estimation, 1996</a>
 */
final class LocalNoise {

	private static final int RADIUS = 2;
	private static final double MASK_NORM = 6;
	/** The median of the absolute values of a normal distribution, in standard deviations. */
	private static final double NORMAL_MEDIAN = 0.6745;

	private LocalNoise() {
		// static methods only
	}

	/** @return an estimate of the standard deviation; 0 where there are too few numbers around */
	static double at(final float[] values, final int width, final int index) {
		final int height = values.length / width;
		final double[] found = new double[(2 * RADIUS + 1) * (2 * RADIUS + 1)];
		int count = 0;
		for (int y = Math.max(1, index / width - RADIUS); y <= Math.min(height - 2, index / width + RADIUS); y++) {
			for (int x = Math.max(1, index % width - RADIUS); x <= Math.min(width - 2, index % width + RADIUS); x++) {
				final double response = Math.abs(mask(values, width, y * width + x));
				if (Double.isFinite(response)) found[count++] = response;
			}
		}
		if (count == 0) return 0;
		Arrays.sort(found, 0, count);
		return found[count / 2] / MASK_NORM / NORMAL_MEDIAN;
	}

	private static double mask(final float[] values, final int width, final int i) {
		final double corners = (double) values[i - width - 1] + values[i - width + 1] + values[i + width - 1] +
			values[i + width + 1];
		final double edges = (double) values[i - width] + values[i - 1] + values[i + 1] + values[i + width];
		return corners - 2 * edges + 4.0 * values[i];
	}
}
