// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import ij.ImagePlus;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.progress.CancelToken;
import net.imglib2.Interval;

/** A command that can show its effect on a region of the current slice before it runs. */
public interface Previewed {

	/** @return the image that the command would work on; null if it has none */
	ImagePlus previewedImage();

	/**
	 * @return the effect with the values that the inputs have now; it stays the same
	 *         when they change
	 */
	Effect previewEffect();

	/** Frees what previews needed; the next effect may start afresh. */
	void endPreview();

	/** What the command makes of a region. */
	@FunctionalInterface
	interface Effect {

		/**
		 * @param planes of what is on display: one, three if it is RGB, or one for each channel
		 * @param first of the planes to show, counted from 0
		 * @param count of them: three if the image is RGB, otherwise one
		 * @param region within the planes
		 * @return the values of the region in each plane to show, row by row
		 * @throws io.github.denoiser.core.DenoiserException if the inputs make no sense
		 * @throws io.github.denoiser.progress.CancelledException if cancelled
		 */
		float[][] apply(PlaneReader<?> planes, int first, int count, Interval region, CancelToken cancel);
	}
}
