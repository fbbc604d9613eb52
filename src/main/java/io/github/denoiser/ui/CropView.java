// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

import javax.swing.JComponent;

/** One image as large as there is room, with a line above and one below. */
public final class CropView extends JComponent {

	/** Enlarged so far, pixels are shown as squares; below, squares of uneven size would look like a pattern. */
	private static final double SQUARES_FROM = 1.9;

	private final String title;
	private String caption = " ";
	private BufferedImage image;
	private int columns = 1;
	private int rows = 1;

	public CropView(final String title) {
		this.title = title;
		setPreferredSize(new Dimension(Theme.px(256), Theme.px(300)));
		setMinimumSize(new Dimension(Theme.px(90), Theme.px(120)));
	}

	/**
	 * @param values channel by channel, rows first, 0 for black; three channels are shown in colour, of other
	 *          numbers the first
	 */
	public void show(final byte[] values, final int width, final int height) {
		final int area = width * height;
		final boolean color = values.length == 3 * area;
		final BufferedImage next = new BufferedImage(width, height,
			color ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
		if (color) {
			for (int i = 0; i < area; i++) {
				next.setRGB(i % width, i / width,
					(values[i] & 0xff) << 16 | (values[area + i] & 0xff) << 8 | values[2 * area + i] & 0xff);
			}
		}
		else System.arraycopy(values, 0, ((DataBufferByte) next.getRaster().getDataBuffer()).getData(), 0, area);
		show(next);
	}

	public void show(final BufferedImage next) {
		image = next;
		columns = next.getWidth();
		rows = next.getHeight();
		repaint();
	}

	/** Keeps room for an image that is not there yet. */
	public void setShape(final int width, final int height) {
		columns = width;
		rows = height;
		repaint();
	}

	/** @return how many of Swing's pixels there are to one of the image */
	public double zoom() {
		return Math.min(getWidth() / (double) columns, room() / (double) rows);
	}

	private int room() {
		return getHeight() - 2 * line();
	}

	private int line() {
		return getFontMetrics(Theme.font()).getHeight() + Theme.px(3);
	}

	/** @param text below the image */
	public void setCaption(final String text) {
		caption = text;
		repaint();
	}

	public String caption() {
		return caption;
	}

	/** @return what is on display; null if nothing is */
	public Image image() {
		return image;
	}

	@Override
	protected void paintComponent(final Graphics g) {
		final Graphics2D g2 = Theme.smooth(g);
		g2.setFont(Theme.font());
		final int line = line();
		final int room = room();
		if (room > 0) {
			// In pixels of the screen, of which there may be several to one of Swing's.
			final double screen = g2.getTransform().getScaleX();
			final double fit = Math.min(getWidth() / (double) columns, room / (double) rows) * screen;
			final double zoom = fit / screen;
			final int w = (int) Math.round(columns * zoom);
			final int h = (int) Math.round(rows * zoom);
			final int x = (getWidth() - w) / 2;
			final int y = line + (room - h) / 2;
			paintImage(g2, x, y, w, h, fit >= SQUARES_FROM);
			center(g2, title, Theme.bold(), Theme.TEXT, y - Theme.px(6));
			center(g2, caption, Theme.font(), Theme.DIM, y + h + g2.getFontMetrics().getAscent() + Theme.px(4));
		}
		g2.dispose();
	}

	private void paintImage(final Graphics2D g2, final int x, final int y, final int w, final int h,
		final boolean squares)
	{
		if (image == null) {
			g2.setColor(Theme.PANEL);
			g2.fillRect(x, y, w, h);
		}
		else {
			g2.setRenderingHint(RenderingHints.KEY_INTERPOLATION,
				squares ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
			g2.drawImage(image, x, y, w, h, null);
		}
		g2.setColor(Theme.LINE);
		g2.drawRect(x - 1, y - 1, w + 1, h + 1);
	}

	private void center(final Graphics2D g2, final String text, final Font font, final Color color, final int base) {
		g2.setFont(font);
		g2.setColor(color);
		final FontMetrics metrics = g2.getFontMetrics();
		g2.drawString(text, (getWidth() - metrics.stringWidth(text)) / 2f, base);
	}
}
