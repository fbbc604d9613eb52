// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;

/** The picture that stands for a model: before on the left, after on the right. */
final class CoverImage {

	/** Longest edge of each half; keeps the file far below BioImage.IO's 500 kB. */
	private static final int MAX_SIZE = 256;
	private static final int RGB = 3;

	private CoverImage() {}

	/**
	 * @return the middle of the example, twice as wide as high if that is square; three channels in
	 *         colour, of other numbers the first
	 */
	static BufferedImage of(final ModelExample example) {
		final int width = Math.min(MAX_SIZE, example.width());
		final int height = Math.min(MAX_SIZE, example.height());
		final BufferedImage cover = new BufferedImage(2 * width, height,
			example.channels() == RGB ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
		draw(example, example.input(), cover, 0);
		draw(example, example.output(), cover, width);
		return cover;
	}

	private static void draw(final ModelExample example, final float[] values, final BufferedImage cover,
		final int left)
	{
		for (int c = 0; c < cover.getRaster().getNumBands(); c++) {
			draw(example, values, c, cover, left);
		}
	}

	private static void draw(final ModelExample example, final float[] values, final int channel,
		final BufferedImage cover, final int left)
	{
		final int width = cover.getWidth() / 2;
		final int x0 = (example.width() - width) / 2;
		final int y0 = (example.height() - cover.getHeight()) / 2;
		final float[] pixels = new float[width * cover.getHeight()];
		for (int y = 0; y < cover.getHeight(); y++) {
			System.arraycopy(values, (channel * example.height() + y0 + y) * example.width() + x0, pixels, y * width, width);
		}
		final AffineNormalization contrast = PercentileNormalization.STANDARD.fit(List.of(pixels));
		for (int i = 0; i < pixels.length; i++) {
			final double grey = Math.max(0, Math.min(1, contrast.normalize(pixels[i])));
			cover.getRaster().setSample(left + i % width, i / width, channel, (int) Math.round(255 * grey));
		}
	}

	/** @return the bytes of a PNG file */
	static byte[] png(final BufferedImage image) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (!ImageIO.write(image, "png", bytes)) throw new IOException("this Java cannot write PNG files");
		return bytes.toByteArray();
	}
}
