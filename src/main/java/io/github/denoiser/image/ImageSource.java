// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.Interval;

/**
 * Images in an order, read when they are needed, so that what is on disk never needs to be in memory as a whole. Names
 * and sizes are known without reading. What is denoised comes plane by plane, from a {@link PlaneReader}; what is
 * trained on comes as whole images of any sizes.
 */
public interface ImageSource {

	/** How many images there are. */
	int size();

	/**
	 * What the user would call the image: a file or a slice.
	 *
	 * @param index from 0 to {@link #size()} - 1
	 */
	String name(int index);

	/** @return the image's size in pixels along each axis, x first */
	long[] dimensions(int index);

	/**
	 * @return how many images that follow each other are the channels of one: 3 for the planes of RGB; 1 where every
	 *         image has all of its channels
	 */
	default int channelCount() {
		return 1;
	}

	/** @return how many images lie between one and the same one in the next frame of the film; 0 if it is none */
	default int frameStep() {
		return 0;
	}

	/**
	 * Says what will be looked at soon, so that it can be read from disk in the
	 * background. Returns at once; may do nothing.
	 *
	 * @param index of the image
	 * @param part of the image
	 */
	default void prepare(final int index, final Interval part) {}
}
