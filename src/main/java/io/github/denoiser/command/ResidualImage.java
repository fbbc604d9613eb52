// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.github.denoiser.train.ResidualReport;

/** What a new model removed from a part of an image, to be looked at. */
final class ResidualImage {

	private ResidualImage() {
		// static methods only
	}

	/** @return 32-bit, one slice for each channel */
	static ImagePlus of(final String title, final ResidualReport verdict) {
		final int area = verdict.width() * verdict.height();
		final ImageStack stack = new ImageStack(verdict.width(), verdict.height());
		for (int c = 0; c < verdict.channels(); c++) {
			final FloatProcessor channel = new FloatProcessor(verdict.width(), verdict.height());
			System.arraycopy(verdict.removed(), c * area, channel.getPixels(), 0, area);
			channel.resetMinAndMax();
			stack.addSlice(channel);
		}
		final ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(verdict.channels(), 1, 1);
		return image;
	}
}
