// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.awt.Rectangle;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/** The pixels inside of an image's area selection. Lines and points select no area. */
public final class SelectedArea {

	private final Rectangle bounds;
	private final ByteProcessor mask;

	private SelectedArea(final Rectangle bounds, final ByteProcessor mask) {
		this.bounds = bounds;
		this.mask = mask;
	}

	/** @return whether the image has an area selection that has pixels of the image */
	public static boolean exists(final ImagePlus image) {
		final Roi roi = image.getRoi();
		return roi != null && roi.isArea() && roi.getBounds().intersects(frame(image));
	}

	/** @return the area; null if there is no area selection, or all pixels are inside */
	static SelectedArea of(final ImagePlus image) {
		if (!exists(image)) return null;
		final Roi roi = image.getRoi();
		final Rectangle frame = frame(image);
		final boolean rectangle = roi.getType() == Roi.RECTANGLE && roi.getCornerDiameter() == 0;
		if (rectangle && roi.getBounds().contains(frame)) return null;
		final ByteProcessor mask = new ByteProcessor(image.getWidth(), image.getHeight());
		mask.setColor(255);
		mask.fill(roi);
		return new SelectedArea(roi.getBounds().intersection(frame), mask);
	}

	private static Rectangle frame(final ImagePlus image) {
		return new Rectangle(0, 0, image.getWidth(), image.getHeight());
	}

	/** @return the smallest rectangle that holds the area */
	public Interval bounds() {
		return FinalInterval.createMinSize(bounds.x, bounds.y, bounds.width, bounds.height);
	}

	/** @return for every pixel of the image, row by row: 0 outside of the area */
	byte[] mask() {
		return (byte[]) mask.getPixels();
	}
}
