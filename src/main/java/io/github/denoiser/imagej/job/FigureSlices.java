// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.awt.Color;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;

/** The slices of an image that become the columns of a figure. */
final class FigureSlices {

	/** Longer labels, file names most of the time, would make the figure's text small. */
	private static final int MAX_LABEL = 20;

	private FigureSlices() {
		// static methods only
	}

	/** @return a stack of some slices, copied; of an image with one slice that one as often as needed */
	static ImagePlus copy(final ImagePlus image, final int[] slices) {
		final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
		for (final int slice : slices) {
			stack.addSlice(image.getStack().getProcessor(Math.min(slice, image.getStackSize())).duplicate());
		}
		final ImagePlus copy = new ImagePlus(image.getTitle(), stack);
		copy.setCalibration(image.getLocalCalibration());
		return copy;
	}

	/** @return how a column is called: by its channel, slice and frame, its label or its number */
	static String name(final ImagePlus image, final int slice) {
		if (image.isHyperStack() || image.getNChannels() > 1) {
			final int[] position = image.convertIndexToPosition(slice);
			final int[] sizes = { image.getNChannels(), image.getNSlices(), image.getNFrames() };
			final String[] axes = { "Channel ", "Slice ", "Frame " };
			final StringBuilder name = new StringBuilder();
			for (int axis = 0; axis < axes.length; axis++) {
				if (sizes[axis] > 1) name.append(name.length() == 0 ? "" : ", ").append(axes[axis]).append(position[axis]);
			}
			return name.toString();
		}
		final String label = image.getStack().getShortSliceLabel(slice);
		return label != null && !label.trim().isEmpty() && label.length() <= MAX_LABEL ? label : "Slice " + slice;
	}

	/** @return the colours of a slice, with its display range; a copy; for RGB, which has none, grey */
	static LUT lut(final ImagePlus image, final int slice) {
		if (image.getType() == ImagePlus.COLOR_RGB) return LUT.createLutFromColor(Color.WHITE);
		if (image.isComposite()) {
			final int channel = image.convertIndexToPosition(slice)[0];
			return (LUT) ((CompositeImage) image).getChannelLut(channel).clone();
		}
		final LUT lut = (LUT) image.getProcessor().getLut().clone();
		lut.min = image.getDisplayRangeMin();
		lut.max = image.getDisplayRangeMax();
		return lut;
	}
}
