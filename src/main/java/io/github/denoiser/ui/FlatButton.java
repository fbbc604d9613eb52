// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;

import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.plaf.basic.BasicButtonUI;

/** A button that looks the same under every look and feel. */
public final class FlatButton extends JButton {

	/** How much a button asks to be pressed. */
	public enum Kind {
		/** What most people want. */
		PRIMARY,
		/** One of several choices. */
		PLAIN,
		/** Text that can be clicked. */
		LINK
	}

	private final Kind kind;

	public FlatButton(final String text, final Kind kind, final Runnable action) {
		super(text);
		this.kind = kind;
		setUI(new BasicButtonUI());
		setFont(kind == Kind.LINK ? Theme.small() : kind == Kind.PRIMARY ? Theme.bold() : Theme.font());
		setBorder(kind == Kind.LINK ? BorderFactory.createEmptyBorder(Theme.px(2), Theme.px(5), Theme.px(2), Theme.px(5))
			: BorderFactory.createEmptyBorder(Theme.px(7), Theme.px(15), Theme.px(7), Theme.px(15)));
		setOpaque(false);
		setContentAreaFilled(false);
		setFocusPainted(false);
		setRolloverEnabled(true);
		setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
		addActionListener(event -> action.run());
	}

	@Override
	public void updateUI() {
		// Stays as it is, whatever the look and feel.
		setUI(new BasicButtonUI());
	}

	@Override
	protected void paintComponent(final Graphics g) {
		final Graphics2D g2 = Theme.smooth(g);
		final int arc = Theme.px(7);
		final boolean pressed = getModel().isArmed() && getModel().isPressed();
		setForeground(textColor());
		if (kind != Kind.LINK) {
			g2.setColor(fill(pressed, getModel().isRollover()));
			g2.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
			if (kind == Kind.PLAIN || !isEnabled()) {
				g2.setColor(Theme.LINE);
				g2.draw(new RoundRectangle2D.Double(0.5, 0.5, getWidth() - 1, getHeight() - 1, arc, arc));
			}
		}
		if (isFocusOwner() && isEnabled()) {
			g2.setColor(kind == Kind.PRIMARY ? Color.WHITE : Theme.ACCENT);
			g2.setStroke(Theme.stroke(1));
			final int gap = kind == Kind.LINK ? 0 : Theme.px(3);
			g2.drawRoundRect(gap, gap, getWidth() - 2 * gap - 1, getHeight() - 2 * gap - 1, arc - 2, arc - 2);
		}
		g2.dispose();
		final Graphics2D text = Theme.smooth(g);
		super.paintComponent(text);
		text.dispose();
	}

	private Color textColor() {
		if (!isEnabled()) return new Color(0xa6adb8);
		if (kind == Kind.PRIMARY) return Color.WHITE;
		return kind == Kind.LINK ? Theme.ACCENT : Theme.TEXT;
	}

	private Color fill(final boolean pressed, final boolean hovered) {
		if (!isEnabled()) return Theme.PANEL;
		if (kind == Kind.PRIMARY) return pressed ? new Color(0x00527f) : hovered ? new Color(0x0080c7) : Theme.ACCENT;
		return pressed ? new Color(0xdfe3e9) : hovered ? new Color(0xf0f2f5) : Color.WHITE;
	}
}
