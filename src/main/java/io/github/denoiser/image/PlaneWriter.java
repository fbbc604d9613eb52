// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** Takes the planes of a result, one at a time. */
@FunctionalInterface
public interface PlaneWriter {

	/**
	 * @param image of any real type; integer types are rounded and clipped
	 * @return a writer of the planes of its first two axes, the third running fastest
	 * @throws IllegalArgumentException if the image has fewer than two dimensions
	 */
	static <T extends RealType<T>> PlaneWriter into(final RandomAccessibleInterval<T> image) {
		final PlaneList<T> planes = new PlaneList<>(image);
		return (index, values) -> {
			final RandomAccessibleInterval<T> plane = planes.atOrigin(index);
			PlaneArithmetic.copy(values, Intervals.equals(plane, values) ? plane : Views.interval(plane, values));
		};
	}

	/**
	 * Stores a plane or a part of it, rounded and clipped to what the output can hold.
	 * The values are copied: the caller may use their buffer again.
	 *
	 * @param index the plane, counted from 0, of the same size and in the same
	 *          order as the input's
	 * @param values the result: the whole plane, or the part that their interval names,
	 *          counted from the plane's corner. Parts come plane by plane, and together
	 *          cover every plane
	 */
	void write(int index, RandomAccessibleInterval<? extends RealType<?>> values);
}
