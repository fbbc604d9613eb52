// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Stroke;

import javax.swing.JLabel;

import ij.Prefs;

/**
 * Colours, fonts and sizes of our windows, the same under every look and feel. The
 * colours of data are from the palette of Okabe and Ito, which colour-blind people
 * can tell apart; curves differ in weight, too.
 */
public final class Theme {

	public static final Color BACKGROUND = Color.WHITE;
	public static final Color PANEL = new Color(0xf4f5f7);
	public static final Color TEXT = new Color(0x1f2430);
	public static final Color DIM = new Color(0x6a7280);
	public static final Color LINE = new Color(0xd5d9e0);
	public static final Color GRID = new Color(0xe9ecf0);
	public static final Color TRAINING = new Color(0xe69f00);
	public static final Color VALIDATION = new Color(0x0072b2);
	public static final Color BEST = new Color(0x009e73);
	public static final Color ACCENT = VALIDATION;
	public static final Color QUESTION = new Color(0xfff4d6);
	public static final Color QUESTION_LINE = new Color(0xe6c35c);

	private static final float FONT_SIZE = 12.5f;

	private Theme() {
		// static methods only
	}

	/** @return a length in pixels, enlarged as the user has set ImageJ's windows to be */
	public static int px(final double length) {
		return (int) Math.round(length * guiScale());
	}

	private static double guiScale() {
		return Math.max(0.5, Prefs.getGuiScale());
	}

	public static Font font() {
		return font(Font.PLAIN, 1);
	}

	public static Font bold() {
		return font(Font.BOLD, 1);
	}

	public static Font small() {
		return font(Font.PLAIN, 0.9);
	}

	/** @param size 1 for the usual one */
	public static Font font(final int style, final double size) {
		return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) (FONT_SIZE * size * guiScale()));
	}

	public static JLabel label(final String text, final Font font, final Color color) {
		final JLabel label = new JLabel(text);
		// A text that begins with <html> is still a text.
		label.putClientProperty("html.disable", Boolean.TRUE);
		label.setFont(font);
		label.setForeground(color);
		return label;
	}

	public static Stroke stroke(final double width) {
		return new BasicStroke((float) (width * guiScale()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
	}

	public static Stroke dashes(final double width) {
		final float dash = px(5);
		return new BasicStroke((float) (width * guiScale()), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
			new float[] { dash, dash }, 0);
	}

	/** @return a copy of the graphics for smooth lines and text; to be disposed of */
	public static Graphics2D smooth(final Graphics g) {
		final Graphics2D g2 = (Graphics2D) g.create();
		g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		return g2;
	}
}
