// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.util.List;

/**
 * 8-bit grey images of one size in memory, as data sets for machine learning have
 * them. The arrays are shared: treat them as read-only.
 */
public final class GreyImages {

	private final String name;
	private final int width;
	private final int height;
	private final List<byte[]> pixels;
	private final List<String> labels;

	GreyImages(final String name, final int width, final int height, final List<byte[]> pixels,
		final List<String> labels)
	{
		this.name = name;
		this.width = width;
		this.height = height;
		this.pixels = List.copyOf(pixels);
		this.labels = List.copyOf(labels);
	}

	/** The name of the file. */
	public String name() {
		return name;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** How many images there are, at least 1. */
	public int size() {
		return pixels.size();
	}

	/**
	 * @param index from 0
	 * @return unsigned bytes, {@code [y * width + x]}
	 */
	public byte[] pixels(final int index) {
		return pixels.get(index);
	}

	/** What tells an image from the others: its number in the file, and what it shows if that is known. */
	public String label(final int index) {
		return labels.get(index);
	}
}
