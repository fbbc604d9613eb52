// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.ImagePlus;
import ij.ImageStack;

import io.github.denoiser.dataset.GreyImages;

/** Data sets as stacks. */
public final class DataSetImages {

	private DataSetImages() {}

	/** @return an 8-bit stack, not shown, which shares the pixels; a single image if there is one only */
	public static ImagePlus stack(final GreyImages images) {
		final ImageStack stack = new ImageStack(images.width(), images.height());
		for (int i = 0; i < images.size(); i++) {
			stack.addSlice(images.label(i), images.pixels(i));
		}
		return new ImagePlus(images.name(), stack);
	}
}
