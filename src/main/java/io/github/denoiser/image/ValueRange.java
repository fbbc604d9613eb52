// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.progress.CancelToken;

/** The least and the greatest finite value of an image. Immutable. */
public final class ValueRange {

	private final double min;
	private final double max;

	private ValueRange(final double min, final double max) {
		this.min = min;
		this.max = max;
	}

	/**
	 * Reads all planes.
	 *
	 * @param cancel asked before every plane
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static <T extends RealType<T>> ValueRange of(final PlaneReader<T> image, final CancelToken cancel) {
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < image.size(); i++) {
			cancel.throwIfCancelled();
			final RandomAccessibleInterval<T> plane = image.plane(i);
			for (final T pixel : plane) {
				final double value = pixel.getRealDouble();
				if (!Double.isFinite(value)) continue;
				min = Math.min(min, value);
				max = Math.max(max, value);
			}
		}
		return new ValueRange(min, max);
	}

	/** The least finite value; positive infinity if there is none. */
	public double min() {
		return min;
	}

	/** The greatest finite value; negative infinity if there is none. */
	public double max() {
		return max;
	}

	/** {@code max - min}; negative infinity if there is no finite value. */
	public double width() {
		return max - min;
	}
}
