// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;

import javax.swing.JComponent;

import io.github.denoiser.ui.Theme;

/** A progress bar: a thin line that fills. */
final class ThinBar extends JComponent {

	private double done;
	private Color color = Theme.ACCENT;

	ThinBar() {
		setPreferredSize(new Dimension(Theme.px(100), Theme.px(5)));
		setMinimumSize(getPreferredSize());
	}

	/** @param share 0 to 1 */
	void setDone(final double share) {
		done = Math.max(0, Math.min(1, share));
		repaint();
	}

	void setColor(final Color fill) {
		color = fill;
		repaint();
	}

	@Override
	protected void paintComponent(final Graphics g) {
		final Graphics2D g2 = Theme.smooth(g);
		final int h = getHeight();
		g2.setColor(new Color(0xe3e6eb));
		g2.fillRoundRect(0, 0, getWidth(), h, h, h);
		g2.setColor(color);
		final int filled = (int) Math.round(done * getWidth());
		if (filled > 0) g2.fillRoundRect(0, 0, Math.max(h, filled), h, h, h);
		g2.dispose();
	}
}
