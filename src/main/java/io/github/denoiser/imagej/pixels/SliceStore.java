// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import net.imglib2.Interval;

/** Where the slices of a result go, whole or part by part. */
public interface SliceStore {

	/** Width of every slice in pixels. */
	int width();

	/** Height of every slice in pixels. */
	int height();

	/**
	 * @param slice counted from 0
	 * @param part of the slice
	 * @param pixels of the part, row by row, of the result's type; the store may keep
	 *          the array
	 */
	void put(int slice, Interval part, Object pixels);

	/**
	 * One colour of an RGB slice.
	 *
	 * @param channel 0 for red, 1 for green, 2 for blue
	 * @param values of the part, row by row
	 */
	void putColor(int slice, int channel, Interval part, byte[] values);
}
