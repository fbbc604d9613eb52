// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;

class ImageComparisonTest {

	@Test
	void equalImagesAreInfinitelyAlike() {
		final Img<FloatType> image = random(20, 30, 1);
		final ImageComparison comparison = ImageComparison.of(image, image, 255);
		assertEquals(0, comparison.mse());
		assertEquals(Double.POSITIVE_INFINITY, comparison.psnr());
		assertEquals(1, comparison.ssim(), 1e-12);
	}

	@Test
	void anOffsetOfFiveIsFoundInAllNumbers() {
		final Img<FloatType> a = constant(12, 12, 100);
		final Img<FloatType> b = constant(12, 12, 105);
		final ImageComparison comparison = ImageComparison.of(a, b, 255);
		assertEquals(25, comparison.mse(), 1e-9);
		assertEquals(10 * Math.log10(255 * 255 / 25.0), comparison.psnr(), 1e-9);
		// Of constant images only the luminance term of SSIM is left.
		final double c1 = Math.pow(0.01 * 255, 2);
		assertEquals((2 * 100 * 105 + c1) / (100 * 100 + 105 * 105 + c1), comparison.ssim(), 1e-9);
	}

	@Test
	void contraryStructureIsBelowZero() {
		final Img<FloatType> a = random(40, 40, 2);
		final Img<FloatType> b = a.copy();
		b.forEach(value -> value.set(255 - value.get()));
		assertTrue(ImageComparison.of(a, b, 255).ssim() < 0);
	}

	@Test
	void imagesSmallerThanTheWindowWork() {
		for (int size = 1; size < 12; size++) {
			final Img<FloatType> image = random(size, 3, size);
			assertEquals(1, ImageComparison.of(image, image, 255).ssim(), 1e-9);
		}
	}

	@Test
	void gapsDoNotCount() {
		final Img<FloatType> a = constant(30, 30, 100);
		final Img<FloatType> b = constant(30, 30, 105);
		a.getAt(3, 4).set(Float.NaN);
		b.getAt(25, 20).set(Float.POSITIVE_INFINITY);
		final ImageComparison comparison = ImageComparison.of(a, b, 255);
		assertEquals(25, comparison.mse(), 1e-9);
		final double c1 = Math.pow(0.01 * 255, 2);
		assertEquals((2 * 100 * 105 + c1) / (100 * 100 + 105 * 105 + c1), comparison.ssim(), 1e-9);
		final ImageComparison nothing = ImageComparison.of(constant(12, 12, Float.NaN), constant(12, 12, 1), 255);
		assertTrue(Double.isNaN(nothing.mse()) && Double.isNaN(nothing.psnr()) && Double.isNaN(nothing.ssim()));
	}

	@Test
	void theErrorsOfColoursArePooled() {
		final Img<FloatType> a = constant(12, 12, 100);
		final ImageComparison colours = ImageComparison.ofChannels(List.of(
			ImageComparison.of(a, constant(12, 12, 106), 255), ImageComparison.of(a, a, 255), ImageComparison.of(a, a, 255)));
		assertEquals(12, colours.mse(), 1e-9);
		assertEquals(10 * Math.log10(255 * 255 / 12.0), colours.psnr(), 1e-9);
	}

	@Test
	void differentSizesAreRefused() {
		final DenoiserException e = assertThrows(DenoiserException.class,
			() -> ImageComparison.of(constant(3, 4, 0), constant(4, 3, 0), 255));
		assertTrue(e.getMessage().contains("3 x 4") && e.getMessage().contains("4 x 3"), e.getMessage());
	}

	private static Img<FloatType> constant(final int width, final int height, final float value) {
		final Img<FloatType> image = ArrayImgs.floats(width, height);
		image.forEach(pixel -> pixel.set(value));
		return image;
	}

	private static Img<FloatType> random(final int width, final int height, final long seed) {
		final Random random = new Random(seed);
		final Img<FloatType> image = ArrayImgs.floats(width, height);
		image.forEach(pixel -> pixel.set(255 * random.nextFloat()));
		return image;
	}
}
