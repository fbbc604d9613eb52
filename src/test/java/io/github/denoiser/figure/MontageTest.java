// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;

class MontageTest {

	@Test
	void everyPictureIsThereAndTheRestIsWhiteWithGreyText() {
		final Color[] colors = { Color.RED, Color.GREEN, Color.BLUE, Color.MAGENTA };
		final BufferedImage image = new Montage(List.of("left", "right")) //
			.addRow("Noisy", List.of(picture(colors[0], 100), picture(colors[1], 100)), List.of("PSNR 1 dB", "PSNR 2 dB")) //
			.addRow("Clean", List.of(picture(colors[2], 100), picture(colors[3], 100)), List.of()).draw();
		for (final Color color : colors)
			assertEquals(100 * 60, count(image, color), color.toString());
		int dark = 0;
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				final Color pixel = new Color(image.getRGB(x, y));
				final boolean grey = pixel.getRed() == pixel.getGreen() && pixel.getGreen() == pixel.getBlue();
				assertTrue(grey || List.of(colors).contains(pixel));
				if (grey && pixel.getRed() < 100) dark++;
			}
		}
		assertTrue(dark > 200, "text");
		for (int x = 0; x < image.getWidth(); x++)
			assertEquals(0xffffff, image.getRGB(x, image.getHeight() - 1) & 0xffffff, "white at the border");
	}

	@Test
	void textGrowsWithThePicturesAndIsNeverCutOff() {
		final BufferedImage large = montage(600);
		final BufferedImage tiny = montage(10);
		assertTrue(large.getWidth() < 700);
		// The caption is wider than the picture, so the column is.
		assertTrue(tiny.getWidth() > 100, "width " + tiny.getWidth());
		assertTrue(tiny.getHeight() > 50, "height " + tiny.getHeight());
		for (final BufferedImage image : new BufferedImage[] { large, tiny }) {
			for (int y = 0; y < image.getHeight(); y++)
				assertEquals(0xffffff, image.getRGB(image.getWidth() - 1, y) & 0xffffff, "white at the border");
		}
	}

	private static BufferedImage montage(final int width) {
		return new Montage(List.of())
			.addRow("Denoised", List.of(picture(Color.RED, width)), List.of("PSNR 28.95 dB, SSIM 0.851")).draw();
	}

	private static BufferedImage picture(final Color color, final int width) {
		final BufferedImage picture = new BufferedImage(width, 60, BufferedImage.TYPE_INT_RGB);
		final Graphics2D graphics = picture.createGraphics();
		graphics.setColor(color);
		graphics.fillRect(0, 0, width, 60);
		graphics.dispose();
		return picture;
	}

	private static int count(final BufferedImage image, final Color color) {
		int count = 0;
		for (int y = 0; y < image.getHeight(); y++)
			for (int x = 0; x < image.getWidth(); x++)
				if (image.getRGB(x, y) == color.getRGB()) count++;
		return count;
	}
}
