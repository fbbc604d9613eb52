// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;

import javax.swing.JComponent;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.ui.Theme;

/**
 * Paints the losses of a training over its epochs. A click chooses an epoch.
 */
final class LossPlot extends JComponent {

	/** Epochs are dots as well as a line if they are so far apart. */
	private static final double DOTS_FROM = 9;

	private final LossHistory history;
	private int marked;
	private LogAxis losses = LogAxis.empty();
	private EpochAxis epochs = EpochAxis.of(0, 0);
	private Rectangle area = new Rectangle();

	/** @param choose told the number of an epoch that was clicked or dragged to */
	LossPlot(final LossHistory history, final IntConsumer choose) {
		this.history = history;
		setMinimumSize(new Dimension(Theme.px(300), Theme.px(130)));
		setPreferredSize(new Dimension(Theme.px(820), Theme.px(250)));
		setCursor(Cursor.getPredefinedCursor(Cursor.CROSSHAIR_CURSOR));
		// Anything, so that tool tips are asked for.
		setToolTipText("");
		final MouseAdapter mouse = new MouseAdapter() {

			@Override
			public void mousePressed(final MouseEvent event) {
				if (!history.isEmpty()) choose.accept(epochAt(event).epoch());
			}

			@Override
			public void mouseDragged(final MouseEvent event) {
				mousePressed(event);
			}
		};
		addMouseListener(mouse);
		addMouseMotionListener(mouse);
	}

	/** @param epoch marked by a vertical line; 0 for none */
	void mark(final int epoch) {
		marked = epoch;
		repaint();
	}

	@Override
	public String getToolTipText(final MouseEvent event) {
		if (history.isEmpty() || !area.contains(event.getPoint())) return null;
		final EpochRecord epoch = epochAt(event);
		return String.format(Locale.ROOT, "Epoch %d: training %s, validation %s", epoch.epoch(),
			LogAxis.label(epoch.trainingLoss()), LogAxis.label(epoch.validationLoss())) +
			(Double.isNaN(epoch.validationPsnr()) ? "" : String.format(Locale.ROOT, " (%.2f dB)", epoch.validationPsnr()));
	}

	/** @return the epoch nearest to the mouse; there must be one */
	private EpochRecord epochAt(final MouseEvent event) {
		final int number = epochs.epoch((event.getX() - area.x) / (double) Math.max(1, area.width));
		final int first = history.epochs().get(0).epoch();
		return history.epoch(Math.max(first, Math.min(history.last().epoch(), number)));
	}

	private double x(final double epoch) {
		return area.x + epochs.position(epoch) * area.width;
	}

	private double y(final double loss) {
		return area.y + (1 - losses.position(loss)) * area.height;
	}

	@Override
	protected void paintComponent(final Graphics g) {
		final Graphics2D g2 = Theme.smooth(g);
		g2.setColor(Theme.BACKGROUND);
		g2.fillRect(0, 0, getWidth(), getHeight());
		g2.setFont(Theme.small());
		losses = history.lossAxis();
		epochs = history.epochAxis();
		area = area(g2.getFontMetrics());
		if (area.width > 20 && area.height > 20) {
			paintLossAxis(g2);
			paintEpochAxis(g2);
			paintLegend(g2);
			if (history.isEmpty()) paintHint(g2);
			final Shape clip = g2.getClip();
			final int room = Theme.px(5);
			g2.clipRect(area.x - room, area.y - room, area.width + 2 * room, area.height + 2 * room);
			paintReference(g2);
			paintCurve(g2, EpochRecord::trainingLoss, Theme.TRAINING, 1.6);
			paintCurve(g2, EpochRecord::validationLoss, Theme.VALIDATION, 2.2);
			g2.setClip(clip);
			paintBest(g2);
		}
		g2.dispose();
	}

	/** What is left when axes and legend have their room. */
	private Rectangle area(final FontMetrics font) {
		final int left = font.stringWidth("0.00015") + Theme.px(14);
		final int right = Theme.px(14);
		final int top = 2 * font.getHeight() + Theme.px(6);
		final int bottom = 2 * font.getHeight() + Theme.px(6);
		return new Rectangle(left, top, getWidth() - left - right, getHeight() - top - bottom);
	}

	private int mostTicks(final FontMetrics font) {
		return Math.max(2, (int) (area.height / (1.9 * font.getHeight())));
	}

	private void paintLossAxis(final Graphics2D g2) {
		final FontMetrics font = g2.getFontMetrics();
		for (final double tick : losses.ticks(mostTicks(font))) {
			final double y = y(tick);
			g2.setColor(Theme.GRID);
			g2.draw(new Line2D.Double(area.x, y, area.getMaxX(), y));
			g2.setColor(Theme.DIM);
			final String label = LogAxis.label(tick);
			g2.drawString(label, area.x - Theme.px(8) - font.stringWidth(label), (float) (y + font.getAscent() * 0.36));
		}
	}

	private void paintEpochAxis(final Graphics2D g2) {
		final FontMetrics font = g2.getFontMetrics();
		final double bottom = area.getMaxY();
		for (final int tick : epochs.ticks(Math.max(2, area.width / Theme.px(55)))) {
			final double x = x(tick);
			g2.setColor(Theme.GRID);
			g2.draw(new Line2D.Double(x, area.y, x, bottom));
			g2.setColor(Theme.DIM);
			g2.draw(new Line2D.Double(x, bottom, x, bottom + Theme.px(4)));
			final String label = String.valueOf(tick);
			g2.drawString(label, (float) (x - font.stringWidth(label) / 2.0),
				(float) bottom + Theme.px(5) + font.getAscent());
		}
		g2.setColor(new Color(0xaab1bc));
		g2.draw(new Line2D.Double(area.x, bottom, area.getMaxX(), bottom));
		g2.draw(new Line2D.Double(area.x, area.y, area.x, bottom));
		g2.setColor(Theme.DIM);
		final String name = "epoch";
		g2.drawString(name, (float) (area.getCenterX() - font.stringWidth(name) / 2.0),
			(float) bottom + Theme.px(5) + font.getAscent() + font.getHeight());
	}

	/** Above the plot: what the lines are, and what the axis measures. */
	private void paintLegend(final Graphics2D g2) {
		final FontMetrics font = g2.getFontMetrics();
		final float base = font.getAscent();
		double x = area.x;
		x = legend(g2, x, base, Theme.VALIDATION, 2.2, "validation", Theme.DIM);
		x = legend(g2, x, base, Theme.TRAINING, 1.6, "training", Theme.DIM);
		if (history.noisyLoss() > 0) {
			g2.setStroke(Theme.dashes(1.4));
			g2.setColor(Theme.DIM);
			g2.draw(new Line2D.Double(x, base - Theme.px(4), x + Theme.px(22), base - Theme.px(4)));
			g2.drawString("noisy input", (float) x + Theme.px(28), base);
		}
		g2.setStroke(Theme.stroke(1));
		final float below = base + font.getHeight() - Theme.px(1);
		g2.setColor(Theme.DIM);
		g2.drawString(history.loss() == Loss.L1 ? "mean absolute error" : "mean squared error",
			area.x - font.stringWidth("0.00015") - Theme.px(8), below);
	}

	private double legend(final Graphics2D g2, final double x, final float base, final Color line, final double width,
		final String text, final Color color)
	{
		g2.setStroke(Theme.stroke(width));
		g2.setColor(line);
		g2.draw(new Line2D.Double(x, base - Theme.px(4), x + Theme.px(22), base - Theme.px(4)));
		g2.setColor(color);
		g2.drawString(text, (float) x + Theme.px(28), base);
		return x + Theme.px(28 + 22) + g2.getFontMetrics().stringWidth(text);
	}

	private void paintHint(final Graphics2D g2) {
		final String text = "The curves begin when the first epoch has ended.";
		g2.setColor(Theme.DIM);
		g2.drawString(text, (float) (area.getCenterX() - g2.getFontMetrics().stringWidth(text) / 2.0),
			(float) area.getCenterY());
	}

	private void paintReference(final Graphics2D g2) {
		if (marked > 0) {
			g2.setStroke(Theme.stroke(1));
			g2.setColor(new Color(0x9aa2ae));
			g2.draw(new Line2D.Double(x(marked), area.y, x(marked), area.getMaxY()));
		}
		if (!(history.noisyLoss() > 0)) return;
		g2.setStroke(Theme.dashes(1.4));
		g2.setColor(Theme.DIM);
		g2.draw(new Line2D.Double(area.x, y(history.noisyLoss()), area.getMaxX(), y(history.noisyLoss())));
	}

	private void paintCurve(final Graphics2D g2, final ToDoubleFunction<EpochRecord> curve, final Color color,
		final double width)
	{
		final CurvePath path = new CurvePath();
		final boolean dots = x(2) - x(1) >= Theme.px(DOTS_FROM) || history.epochs().size() == 1;
		final double radius = Theme.px(2.6);
		g2.setColor(color);
		for (final EpochRecord epoch : history.epochs()) {
			final double value = curve.applyAsDouble(epoch);
			final double x = x(epoch.epoch());
			final double y = value > 0 ? y(value) : Double.NaN;
			path.add(x, y);
			if (dots && value > 0) g2.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
		}
		g2.setStroke(Theme.stroke(width));
		g2.draw(path.path());
	}

	/** A ring around the best epoch, and what it reached. */
	private void paintBest(final Graphics2D g2) {
		final EpochRecord best = history.best();
		if (best == null || !(best.validationLoss() > 0)) return;
		final double x = x(best.epoch());
		final double y = y(best.validationLoss());
		final double r = Theme.px(5.5);
		final Shape ring = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
		g2.setColor(Color.WHITE);
		g2.fill(ring);
		g2.setColor(Theme.BEST);
		g2.setStroke(Theme.stroke(2.2));
		g2.draw(ring);
		g2.fill(new Ellipse2D.Double(x - r / 3, y - r / 3, 2 * r / 3, 2 * r / 3));

		g2.setFont(Theme.font(Font.BOLD, 0.9));
		final FontMetrics font = g2.getFontMetrics();
		final String text = String.format(Locale.ROOT, "best: epoch %d", best.epoch()) +
			(Double.isNaN(best.validationPsnr()) ? "" : String.format(Locale.ROOT, ", %.1f dB", best.validationPsnr()));
		final int width = font.stringWidth(text);
		final double right = area.getMaxX() - width - Theme.px(4);
		final double beside = x + r + Theme.px(6);
		if (best == history.last() && beside <= right) {
			// Where no curve has come to yet.
			paintLabel(g2, text, beside, y + font.getAscent() * 0.36);
			return;
		}
		final double left = Math.max(area.x + Theme.px(4), Math.min(right, x - width / 2.0));
		final double above = y - r - Theme.px(3) - font.getDescent();
		final double below = y + r + Theme.px(2) + font.getAscent();
		final boolean roomAbove = above - font.getAscent() > area.y;
		final boolean roomBelow = below + font.getDescent() < area.getMaxY();
		final boolean goesAbove = roomAbove &&
			(!roomBelow || isFree(left, width, above, font) || !isFree(left, width, below, font));
		paintLabel(g2, text, left, goesAbove ? above : below);
	}

	/** @return whether a label at a place would hide no epoch */
	private boolean isFree(final double left, final double width, final double base, final FontMetrics font) {
		final Rectangle2D label = new Rectangle2D.Double(left - Theme.px(3), base - font.getAscent(), width + Theme.px(6),
			font.getHeight());
		for (final EpochRecord epoch : history.epochs()) {
			final double x = x(epoch.epoch());
			if (epoch.trainingLoss() > 0 && label.contains(x, y(epoch.trainingLoss()))) return false;
			if (epoch.validationLoss() > 0 && label.contains(x, y(epoch.validationLoss()))) return false;
		}
		return true;
	}

	private static void paintLabel(final Graphics2D g2, final String text, final double left, final double base) {
		final FontMetrics font = g2.getFontMetrics();
		g2.setColor(new Color(255, 255, 255, 215));
		g2.fillRect((int) left - Theme.px(3), (int) base - font.getAscent(), font.stringWidth(text) + Theme.px(6),
			font.getHeight());
		g2.setColor(new Color(0x00775a));
		g2.drawString(text, (float) left, (float) base);
	}
}
