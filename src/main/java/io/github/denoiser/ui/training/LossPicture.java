// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

import io.github.denoiser.model.EpochRecord;

/** The plot of the training window as a picture, for pages and slides. Needs no display. */
public final class LossPicture {

	private LossPicture() {
		// static methods only
	}

	/**
	 * @param history at least one epoch, of squared errors
	 * @param width in pixels, and {@code height} likewise
	 */
	public static BufferedImage of(final List<EpochRecord> history, final int width, final int height) {
		final LossHistory losses = new LossHistory();
		losses.addAll(history);
		final LossPlot plot = new LossPlot(losses, epoch -> {});
		plot.setSize(width, height);
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D graphics = picture.createGraphics();
		plot.paint(graphics);
		graphics.dispose();
		return picture;
	}
}
