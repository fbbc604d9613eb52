// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import io.github.denoiser.core.DenoiserException;

import ij.process.ImageProcessor;

/** The slices of one image file, of one size and kind, read when they are needed. */
public interface SliceSource {

	/** The file's name. */
	String name();

	/** How many slices there are, at least 1. */
	int size();

	/** What tells a slice from the others, counted from 0. */
	default String sliceName(final int slice) {
		return size() == 1 ? name() : name() + ", slice " + (slice + 1);
	}

	int width();

	int height();

	/** 3 for RGB, otherwise 1. */
	int channels();

	/** How many planes that follow each other are channels of one image: 3 for RGB, otherwise as many slices. */
	default int channelCount() {
		return channels();
	}

	/**
	 * @param slice counted from 0
	 * @throws DenoiserException if it cannot be read
	 */
	ImageProcessor read(int slice);
}
