// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * An image as a list of two-dimensional planes of one size, read one at a time,
 * so that an image on disk never needs to be in memory as a whole.
 *
 * @param <T> the pixel type of every plane
 */
public interface PlaneReader<T extends RealType<T>> extends ImageSource {

	/**
	 * @param image of two or more dimensions; the third axis, if any, is that of channels
	 * @return the planes of its first two axes, the third running fastest
	 * @throws IllegalArgumentException if the image has fewer than two dimensions
	 */
	static <T extends RealType<T>> PlaneReader<T> of(final RandomAccessibleInterval<T> image) {
		return new ImageReader<>(image);
	}

	@Override
	default String name(final int index) {
		return "plane " + (index + 1);
	}

	@Override
	default long[] dimensions(final int index) {
		return plane(index).dimensionsAsLongArray();
	}

	/**
	 * Reads a plane, as a whole or as its pixels are looked at. The caller must not
	 * write to it, and must not use it after reading one of another image.
	 *
	 * @param index from 0 to {@link #size()} - 1
	 * @return the plane, beginning at 0, 0
	 */
	RandomAccessibleInterval<T> plane(int index);
}
