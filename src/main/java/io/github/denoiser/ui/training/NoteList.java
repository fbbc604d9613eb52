// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.BorderLayout;
import java.awt.Dimension;

import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

import io.github.denoiser.ui.Theme;

/** What the user should know, with the time when it came up. Not there while it is empty. */
final class NoteList extends JPanel {

	/** A training that notes something after every step should not fill the memory. */
	private static final int MOST = 500;

	private final JTextArea text = new JTextArea();
	private final JScrollPane scroll = new JScrollPane(text);

	NoteList() {
		super(new BorderLayout());
		setOpaque(false);
		text.setEditable(false);
		text.setLineWrap(true);
		text.setWrapStyleWord(true);
		text.setFont(Theme.small());
		text.setForeground(Theme.TEXT);
		text.setBackground(Theme.PANEL);
		text.setBorder(BorderFactory.createEmptyBorder(Theme.px(5), Theme.px(8), Theme.px(5), Theme.px(8)));
		scroll.setBorder(BorderFactory.createLineBorder(Theme.LINE));
		scroll.setPreferredSize(
			new Dimension(Theme.px(100), 3 * text.getFontMetrics(text.getFont()).getHeight() + Theme.px(13)));
		scroll.setMinimumSize(scroll.getPreferredSize());
		add(scroll, BorderLayout.CENTER);
		setVisible(false);
	}

	/** @param seconds since the start */
	void add(final double seconds, final String message) {
		if (text.getLineCount() > MOST) text.setText("...");
		text.append((text.getDocument().getLength() == 0 ? "" : "\n") + Durations.clock(seconds) + "   " +
			message.trim().replaceAll("\\s*\n\\s*", " "));
		text.setCaretPosition(text.getDocument().getLength());
		setVisible(true);
		revalidate();
	}

	String text() {
		return text.getText();
	}
}
