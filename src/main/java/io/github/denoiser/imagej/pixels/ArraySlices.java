// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import net.imglib2.Interval;

/** Slices in memory, in arrays as ImageJ has them. */
public final class ArraySlices implements SliceStore {

	private final int width;
	private final int height;
	private final Object[] slices;

	public ArraySlices(final int width, final int height, final int count) {
		this.width = width;
		this.height = height;
		slices = new Object[count];
	}

	/** @return the pixel array of a slice; null if nothing was put there */
	Object pixels(final int slice) {
		return slices[slice];
	}

	@Override
	public int width() {
		return width;
	}

	@Override
	public int height() {
		return height;
	}

	@Override
	public void put(final int slice, final Interval part, final Object pixels) {
		final int partWidth = (int) part.dimension(0);
		if (partWidth == width && part.dimension(1) == height) {
			slices[slice] = pixels;
			return;
		}
		if (slices[slice] == null) slices[slice] = PixelArrays.like(pixels, width * height);
		for (int row = 0; row < part.dimension(1); row++)
			System.arraycopy(pixels, row * partWidth, slices[slice], offset(part, row), partWidth);
	}

	/** Puts the values into the eight bits of their colour: red is the highest. */
	@Override
	public void putColor(final int slice, final int channel, final Interval part, final byte[] values) {
		if (slices[slice] == null) slices[slice] = new int[width * height];
		final int[] pixels = (int[]) slices[slice];
		final int shift = 16 - 8 * channel;
		final int partWidth = (int) part.dimension(0);
		for (int row = 0; row < part.dimension(1); row++) {
			final int from = row * partWidth;
			final int to = offset(part, row);
			for (int i = 0; i < partWidth; i++)
				pixels[to + i] = pixels[to + i] & ~(0xff << shift) | 0xff000000 | (values[from + i] & 0xff) << shift;
		}
	}

	private int offset(final Interval part, final int row) {
		return Math.toIntExact((part.min(1) + row) * width + part.min(0));
	}
}
