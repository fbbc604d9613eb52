// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of one size in rows and columns on white, with a name for each row and
 * column and a caption above each picture. The text grows with the pictures. Needs
 * no display.
 */
public final class Montage {

	/** Height of the text as a share of a picture's width. */
	private static final double FONT_SHARE = 0.07;
	private static final int MIN_FONT = 11;
	private static final int MAX_FONT = 40;
	/** White between pictures as a share of their width. */
	private static final double GAP_SHARE = 0.04;
	private static final int MIN_GAP = 4;
	private static final Color TEXT = new Color(32, 32, 32);

	private final List<String> columnNames;
	private final List<Row> rows = new ArrayList<>();

	/** @param columnNames one for each column; empty for none */
	public Montage(final List<String> columnNames) {
		this.columnNames = List.copyOf(columnNames);
	}

	/**
	 * Adds a row below the others.
	 *
	 * @param pictures one for each column, all of the same size in all rows
	 * @param captions one for each picture; empty for none
	 */
	public Montage addRow(final String name, final List<BufferedImage> pictures, final List<String> captions) {
		rows.add(new Row(name, List.copyOf(pictures), List.copyOf(captions)));
		return this;
	}

	/** @return the montage; its text is anti-aliased in greys, so a montage of grey pictures is grey */
	public BufferedImage draw() {
		final Layout layout = new Layout();
		final BufferedImage image = new BufferedImage(layout.width, layout.height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D graphics = graphics(image);
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, layout.width, layout.height);
		graphics.setColor(TEXT);
		layout.draw(graphics);
		graphics.dispose();
		return image;
	}

	private static Graphics2D graphics(final BufferedImage image) {
		final Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
		return graphics;
	}

	private static final class Row {

		private final String name;
		private final List<BufferedImage> pictures;
		private final List<String> captions;

		private Row(final String name, final List<BufferedImage> pictures, final List<String> captions) {
			this.name = name;
			this.pictures = pictures;
			this.captions = captions;
		}
	}

	/** Where everything goes, in pixels. */
	private final class Layout {

		private final Graphics2D measure = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
		private final int cellWidth = rows.get(0).pictures.get(0).getWidth();
		private final int cellHeight = rows.get(0).pictures.get(0).getHeight();
		private final int gap = Math.max(MIN_GAP, (int) Math.round(GAP_SHARE * cellWidth));
		private final Font font = fitted();
		private final FontMetrics metrics = measure.getFontMetrics(font);
		private final Font bold = font.deriveFont(Font.BOLD);
		private final int line = metrics.getHeight() + gap / 2;
		private final int columnWidth = Math.max(cellWidth, widest(font));
		private final int left = 2 * gap + line;
		private final int top = gap + (columnNames.isEmpty() ? 0 : line);
		private final int width = left + rows.get(0).pictures.size() * (columnWidth + gap);
		private final int height = top + rows.stream().mapToInt(this::heightOf).sum();

		/** The font for a picture of this size, smaller if texts are wider than the picture. */
		private Font fitted() {
			final double wish = Math.max(MIN_FONT, Math.min(MAX_FONT, FONT_SHARE * Math.min(cellWidth, 2 * cellHeight)));
			for (int size = (int) Math.round(wish);; size--) {
				final Font candidate = new Font(Font.SANS_SERIF, Font.PLAIN, size);
				if (size <= MIN_FONT || widest(candidate) <= cellWidth) return candidate;
			}
		}

		private int widest(final Font of) {
			final FontMetrics plain = measure.getFontMetrics(of);
			final FontMetrics heavy = measure.getFontMetrics(of.deriveFont(Font.BOLD));
			final int captions = rows.stream().flatMap(row -> row.captions.stream()).mapToInt(plain::stringWidth).max()
				.orElse(0);
			return Math.max(captions, columnNames.stream().mapToInt(heavy::stringWidth).max().orElse(0));
		}

		private int heightOf(final Row row) {
			final int nameLength = measure.getFontMetrics(bold).stringWidth(row.name);
			return (row.captions.isEmpty() ? 0 : line) + Math.max(cellHeight, nameLength) + gap;
		}

		private void draw(final Graphics2D graphics) {
			graphics.setFont(bold);
			for (int column = 0; column < columnNames.size(); column++) {
				centred(graphics, columnNames.get(column), middle(column), gap + metrics.getAscent());
			}
			int y = top;
			for (final Row row : rows) {
				final int caption = row.captions.isEmpty() ? 0 : line;
				final int room = heightOf(row) - caption - gap;
				final int picture = y + caption + (room - cellHeight) / 2;
				sideways(graphics, row.name, picture + cellHeight / 2);
				graphics.setFont(font);
				for (int column = 0; column < row.pictures.size(); column++) {
					if (caption > 0) {
						centred(graphics, row.captions.get(column), middle(column), picture - gap / 2 - metrics.getDescent());
					}
					graphics.drawImage(row.pictures.get(column), middle(column) - cellWidth / 2, picture, null);
				}
				y += heightOf(row);
			}
		}

		private int middle(final int column) {
			return left + column * (columnWidth + gap) + columnWidth / 2;
		}

		private void centred(final Graphics2D graphics, final String text, final int x, final int baseline) {
			graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2f, baseline);
		}

		/** Bold, read from below, beside the first column. */
		private void sideways(final Graphics2D graphics, final String text, final int y) {
			graphics.setFont(bold);
			final AffineTransform before = graphics.getTransform();
			graphics.rotate(-Math.PI / 2, gap + metrics.getAscent(), y);
			centred(graphics, text, gap + metrics.getAscent(), y);
			graphics.setTransform(before);
		}
	}
}
