// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.ImagePlus;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.ValueRange;
import io.github.denoiser.progress.CancelToken;

/** The data range L that PSNR and SSIM are measured with. */
public final class DataRange {

	private DataRange() {
		// static methods only
	}

	/** @throws DenoiserException if the range is negative or no number */
	public static void check(final double range) {
		Checks.range("range", range, 0, Double.MAX_VALUE);
	}

	/**
	 * @param range in grey levels, above 0; 0: automatic, 255 if the reference is 8-bit
	 *          or RGB, otherwise the difference between its greatest and its least
	 *          pixel value over all slices
	 * @param cancel asked while pixels are read
	 * @throws DenoiserException if the range is negative or no number, or the reference
	 *           is constant and no range is given
	 */
	public static double of(final ImagePlus reference, final double range, final CancelToken cancel) {
		check(range);
		if (range > 0) return range;
		if (reference.getBitDepth() == 8 || reference.getBitDepth() == 24) return 255;
		final double width = ValueRange.of(ImagePlanes.of(reference), cancel).width();
		if (width > 0) return width;
		throw new DenoiserException("All pixels of the reference \"" + reference.getTitle() +
			"\" have the same value, so there is no data range to measure with. Set Data range (range), for example to 65535.");
	}
}
