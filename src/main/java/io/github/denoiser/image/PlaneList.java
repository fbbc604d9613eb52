// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.view.Views;

/** The 2-D planes of the first two axes of an image; the third axis runs fastest. */
public final class PlaneList<T> extends AbstractList<RandomAccessibleInterval<T>> {

	private final RandomAccessibleInterval<T> image;

	/** @throws IllegalArgumentException if the image has fewer than two dimensions */
	public PlaneList(final RandomAccessibleInterval<T> image) {
		if (image.numDimensions() < 2) {
			throw new IllegalArgumentException("An image of two or more dimensions is needed.");
		}
		this.image = image;
	}

	@Override
	public RandomAccessibleInterval<T> get(final int index) {
		RandomAccessibleInterval<T> plane = image;
		long rest = index;
		for (int axis = 2; axis < image.numDimensions(); axis++) {
			// Slicing removes the axis, so the next one to slice is always axis 2.
			plane = Views.hyperSlice(plane, 2, image.min(axis) + rest % image.dimension(axis));
			rest /= image.dimension(axis);
		}
		return plane;
	}

	/** @return a plane that begins at 0, 0: the image itself if that is one, so that its pixels can be got at directly */
	RandomAccessibleInterval<T> atOrigin(final int index) {
		final RandomAccessibleInterval<T> plane = get(index);
		return Views.isZeroMin(plane) ? plane : Views.zeroMin(plane);
	}

	/** @return so many planes that follow each other, each beginning at 0, 0 */
	public List<RandomAccessibleInterval<T>> from(final int first, final int count) {
		final List<RandomAccessibleInterval<T>> planes = new ArrayList<>();
		for (int i = first; i < first + count; i++) {
			planes.add(atOrigin(i));
		}
		return planes;
	}

	@Override
	public int size() {
		long planes = 1;
		for (int axis = 2; axis < image.numDimensions(); axis++) {
			planes *= image.dimension(axis);
		}
		return Math.toIntExact(planes);
	}
}
