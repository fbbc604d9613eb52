// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import io.github.denoiser.trainingset.Plane;

/**
 * Planes side by side as an 8-bit picture: 0 is black, 1 is white. Those of three channels
 * are shown in colour, of others the first channel.
 */
final class PreviewPicture {

	/** Between two planes, in pixels. */
	private static final int GAP = 2;
	private static final int RGB = 3;

	private final BufferedImage image;

	/** @param planes at least one, all of as many channels; of smaller ones the lower part stays black */
	PreviewPicture(final List<Plane> planes) {
		final int width = planes.stream().mapToInt(plane -> plane.width() + GAP).sum() - GAP;
		final int height = planes.stream().mapToInt(Plane::height).max().getAsInt();
		image = new BufferedImage(width, height,
			planes.get(0).channels() == RGB ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
		int left = 0;
		for (final Plane plane : planes) {
			draw(plane, left);
			left += plane.width() + GAP;
		}
	}

	private void draw(final Plane plane, final int left) {
		final int area = plane.width() * plane.height();
		for (int i = 0; i < area * image.getRaster().getNumBands(); i++) {
			final int grey = Math.round(255 * Math.max(0, Math.min(1, plane.values()[i])));
			image.getRaster().setSample(left + i % plane.width(), i % area / plane.width(), i / area, grey);
		}
	}

	int width() {
		return image.getWidth();
	}

	int height() {
		return image.getHeight();
	}

	/** 1 for grey, 3 for RGB. */
	int channels() {
		return image.getRaster().getNumBands();
	}

	/** @return the bytes of a PNG file */
	byte[] png() throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (!ImageIO.write(image, "png", bytes)) throw new IOException("this Java cannot write PNG files");
		return bytes.toByteArray();
	}
}
