// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.util.List;

/** Size and type of an image, and what of its file was left out. Immutable. */
public final class ImageSize {

	private static final int RGB = 24;

	private final int width;
	private final int height;
	private final int slices;
	private final int bitDepth;
	private final List<String> notes;

	/** @param notes what was left out, in words; empty for nothing */
	public ImageSize(final int width, final int height, final int slices, final int bitDepth, final List<String> notes) {
		this.notes = List.copyOf(notes);
		this.width = width;
		this.height = height;
		this.slices = slices;
		this.bitDepth = bitDepth;
	}

	/** For example {@code 512 x 512 x 20, 16-bit}, or {@code 512 x 512, RGB (transparency is left out)}. */
	@Override
	public String toString() {
		return width + " x " + height + (slices > 1 ? " x " + slices : "") + ", " +
			(bitDepth == RGB ? "RGB" : bitDepth + "-bit") + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
	}
}
