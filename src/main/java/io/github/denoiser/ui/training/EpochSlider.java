// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.geom.Ellipse2D;

import javax.swing.JSlider;
import javax.swing.plaf.basic.BasicSliderUI;

import io.github.denoiser.ui.Theme;

/** A slider over epochs, with a mark at the best one. */
final class EpochSlider extends JSlider {

	private int best;

	EpochSlider() {
		super(1, 1, 1);
		setOpaque(false);
		setPreferredSize(new Dimension(Theme.px(200), Theme.px(24)));
	}

	/** @param epoch 0 for none */
	void setBest(final int epoch) {
		best = epoch;
		repaint();
	}

	@Override
	public void updateUI() {
		// Stays as it is, whatever the look and feel.
		setUI(new ThinUI(this));
	}

	private final class ThinUI extends BasicSliderUI {

		private ThinUI(final JSlider slider) {
			super(slider);
		}

		@Override
		protected Dimension getThumbSize() {
			return new Dimension(Theme.px(15), Theme.px(15));
		}

		@Override
		public void paintTrack(final Graphics g) {
			final Graphics2D g2 = Theme.smooth(g);
			final int y = trackRect.y + trackRect.height / 2;
			g2.setStroke(Theme.stroke(3));
			g2.setColor(new Color(0xd9dde3));
			g2.drawLine(trackRect.x, y, trackRect.x + trackRect.width, y);
			if (best > 0) {
				final double r = Theme.px(4);
				final double x = xPositionForValue(best);
				g2.setColor(Theme.BEST);
				g2.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
			}
			g2.dispose();
		}

		@Override
		public void paintThumb(final Graphics g) {
			final Graphics2D g2 = Theme.smooth(g);
			final Ellipse2D thumb = new Ellipse2D.Double(thumbRect.x + 1, thumbRect.y + 1, thumbRect.width - 3,
				thumbRect.height - 3);
			g2.setColor(isEnabled() ? new Color(255, 255, 255, 200) : Theme.PANEL);
			g2.fill(thumb);
			g2.setStroke(Theme.stroke(isFocusOwner() ? 2.6 : 1.8));
			g2.setColor(isEnabled() ? Theme.ACCENT : new Color(0xb8bfc9));
			g2.draw(thumb);
			g2.dispose();
		}

		@Override
		public void paintFocus(final Graphics g) {
			// The thumb shows it.
		}

		/** A click goes there at once. */
		@Override
		protected void scrollDueToClickInTrack(final int direction) {
			final Point mouse = getMousePosition();
			if (mouse != null) setValue(valueForXPosition(mouse.x));
		}
	}
}
