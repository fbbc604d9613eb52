// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.awt.Color;
import java.util.Arrays;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.process.LUT;

/** Shows differences in grey: mid-grey is 0, and noise fills the range from black to white. */
final class DifferenceDisplay {

	/** How many standard deviations black and white are away from 0. */
	private static final double DEVIATIONS = 3;

	private DifferenceDisplay() {
		// static methods only
	}

	/**
	 * @param image 32-bit
	 * @return the image, or one of the same pixels that shows several channels one by one
	 */
	static ImagePlus of(final ImagePlus image) {
		final double range = DEVIATIONS * deviation(image);
		final LUT grey = LUT.createLutFromColor(Color.white);
		grey.min = -range;
		grey.max = range;
		if (image.getNChannels() == 1) {
			image.setLut(grey);
			image.setDisplayRange(-range, range);
			return image;
		}
		final CompositeImage composite = new CompositeImage(image, IJ.GRAYSCALE);
		final LUT[] luts = new LUT[image.getNChannels()];
		Arrays.setAll(luts, i -> (LUT) grey.clone());
		composite.setLuts(luts);
		return composite;
	}

	/** @return the root of the mean square of all values that are numbers; 1 if that is nothing */
	private static double deviation(final ImagePlus image) {
		double sum = 0;
		long count = 0;
		for (int i = 1; i <= image.getStackSize(); i++) {
			for (final float value : (float[]) image.getStack().getPixels(i)) {
				if (!Float.isFinite(value)) continue;
				sum += (double) value * value;
				count++;
			}
		}
		return sum > 0 ? Math.sqrt(sum / count) : 1;
	}
}
