// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.ImagePlus;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.WhiteLevel;
import io.github.denoiser.progress.CancelToken;

/**
 * Which pixel values of an image are black and white for noise. Black is 0 (of
 * signed 16-bit images, whose pixels are stored with an offset, what stands for 0).
 * White is what the user says, or found automatically: 255 for 8-bit and RGB,
 * otherwise the 99.9th percentile of the pixel values of the whole image, all slices
 * and channels ({@link WhiteLevel}). That is what training takes for white, hot
 * pixels do not move it, it does not depend on the display range, and a slice gets
 * the same noise by itself and in its stack.
 */
public final class NoiseScale {

	/** What stands for 0 in ImageJ's signed 16-bit images. */
	private static final int SIGNED_ZERO = 32768;

	private final double black;
	private final double white;

	private NoiseScale(final double black, final double white) {
		this.black = black;
		this.white = white;
	}

	/**
	 * @param white the pixel value that is white, above 0; 0: automatic
	 * @param cancel asked while pixels are read
	 * @throws DenoiserException if white is negative, or no pixel is above black
	 */
	public static NoiseScale of(final ImagePlus image, final double white, final CancelToken cancel) {
		final double black = image.getLocalCalibration().isSigned16Bit() ? SIGNED_ZERO : 0;
		if (white != 0) return new NoiseScale(black, black + Checks.range("white", white, 0, Float.MAX_VALUE));
		if (image.getBitDepth() == 8 || image.getBitDepth() == 24) return new NoiseScale(0, 255);
		final double brightest = WhiteLevel.of(ImagePlanes.of(image), black, cancel);
		if (brightest > black) return new NoiseScale(black, brightest);
		throw new DenoiserException(
			"No pixel of \"" + image.getTitle() + "\" is above 0, so the strength of the noise has " +
				"no scale. Set White (white) to the pixel value that counts as white, for example 4095 for a 12-bit camera.");
	}

	/** The stored pixel value that is black. */
	public double black() {
		return black;
	}

	/** The stored pixel value that is white. */
	public double white() {
		return white;
	}

	/** White as the user reads pixel values, without the offset of signed images. */
	public double range() {
		return white - black;
	}
}
