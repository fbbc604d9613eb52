// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;

/** A part of a slice as a picture: its pixels in their colours, each enlarged to a square. */
final class FigurePicture {

	private FigurePicture() {
		// static methods only
	}

	/**
	 * @param part what is shown; within the slice
	 * @param zoom the edge in pixels of what each pixel becomes
	 * @param lut colours and display range, not used for RGB
	 */
	static BufferedImage of(final ImageProcessor slice, final Rectangle part, final int zoom, final LUT lut) {
		final BufferedImage picture = new BufferedImage(part.width * zoom, part.height * zoom, BufferedImage.TYPE_INT_RGB);
		final boolean color = slice instanceof ColorProcessor;
		final double scale = 256 / (lut.max - lut.min);
		for (int y = 0; y < picture.getHeight(); y++) {
			for (int x = 0; x < picture.getWidth(); x++) {
				final int column = part.x + x / zoom;
				final int row = part.y + y / zoom;
				picture.setRGB(x, y,
					color ? slice.get(column, row) : lut.getRGB(index((slice.getf(column, row) - lut.min) * scale)));
			}
		}
		return picture;
	}

	/** NaN is shown as what is darkest. */
	private static int index(final double value) {
		return (int) Math.max(0, Math.min(255, value));
	}
}
