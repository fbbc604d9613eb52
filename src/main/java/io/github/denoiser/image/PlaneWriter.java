package io.github.denoiser.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Takes the planes of a result, one at a time. */
@FunctionalInterface
public interface PlaneWriter {

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
