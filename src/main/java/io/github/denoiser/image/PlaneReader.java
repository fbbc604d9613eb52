package io.github.denoiser.image;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * An image as a list of two-dimensional planes of one size, read one at a time,
 * so that an image on disk never needs to be in memory as a whole.
 *
 * @param <T> the pixel type of every plane
 */
public interface PlaneReader<T extends RealType<T> & NativeType<T>> {

	/** @return how many planes there are, at least 1 */
	int planeCount();

	/**
	 * @return how many planes that follow each other are channels of one image: 3 for
	 *         RGB; {@link #planeCount()} is a multiple of it
	 */
	default int channelCount() {
		return 1;
	}

	/**
	 * Says, before the first plane is read, how many that follow each other are looked at
	 * together. May do nothing.
	 */
	default void together(final int planes) {}

	/**
	 * Reads a plane, as a whole or as its pixels are looked at. The caller must not
	 * write to it, and must not use it after reading one of another image.
	 *
	 * @param index from 0 to {@link #planeCount()} - 1
	 */
	RandomAccessibleInterval<T> plane(int index);

	/**
	 * Says what will be looked at soon, so that it can be read from disk in the
	 * background. Returns at once; may do nothing.
	 *
	 * @param index of the plane
	 * @param part of the plane
	 */
	default void prepare(final int index, final Interval part) {}
}
