// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.dataset.GreyImages;

/** The images of a data set, which are in memory as bytes. */
public final class GreySlices implements SliceSource {

	private final GreyImages images;

	public GreySlices(final GreyImages images) {
		this.images = images;
	}

	@Override
	public String name() {
		return images.name();
	}

	@Override
	public int size() {
		return images.size();
	}

	@Override
	public String sliceName(final int slice) {
		return name() + ", " + images.label(slice);
	}

	@Override
	public int width() {
		return images.width();
	}

	@Override
	public int height() {
		return images.height();
	}

	@Override
	public int channels() {
		return 1;
	}

	@Override
	public ImageProcessor read(final int slice) {
		return new ByteProcessor(images.width(), images.height(), images.pixels(slice), null);
	}
}
