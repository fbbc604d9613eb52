// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.progress.CancelToken;

/** Mean and standard deviation of the finite values of an image. Immutable. */
public final class LevelSpread {

	private final double mean;
	private final double deviation;

	private LevelSpread(final double mean, final double deviation) {
		this.mean = mean;
		this.deviation = deviation;
	}

	/**
	 * Reads all planes.
	 *
	 * @param cancel asked before every plane
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static <T extends RealType<T>> LevelSpread of(final PlaneReader<T> image, final CancelToken cancel) {
		long count = 0;
		double mean = 0;
		double squares = 0;
		for (int i = 0; i < image.size(); i++) {
			cancel.throwIfCancelled();
			final RandomAccessibleInterval<T> plane = image.plane(i);
			for (final T pixel : plane) {
				final double value = pixel.getRealDouble();
				if (!Double.isFinite(value)) continue;
				// Welford 1962: no difference of large sums.
				final double difference = value - mean;
				mean += difference / ++count;
				squares += difference * (value - mean);
			}
		}
		return new LevelSpread(mean, count == 0 ? 0 : Math.sqrt(squares / count));
	}

	/** The mean; 0 if there is no finite value. */
	public double mean() {
		return mean;
	}

	/**
	 * Whether mean and deviation are both so many times those of the other image, or both so much
	 * less: noise changes the one, an offset the other, and only another scale changes both. Never for images
	 * without contrast.
	 *
	 * @param factor above 1
	 */
	public boolean isOnAnotherScale(final LevelSpread other, final double factor) {
		return isAbove(other, factor) || other.isAbove(this, factor);
	}

	private boolean isAbove(final LevelSpread other, final double factor) {
		return other.deviation > 0 && deviation > factor * other.deviation &&
			Math.abs(mean) > factor * Math.abs(other.mean);
	}
}
