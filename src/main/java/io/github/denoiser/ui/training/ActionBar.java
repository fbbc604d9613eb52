// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.BorderLayout;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

import io.github.denoiser.ui.FlatButton;
import io.github.denoiser.ui.FlatButton.Kind;
import io.github.denoiser.ui.Theme;

/** The bottom of the window: a sentence and the buttons that go with it. */
final class ActionBar extends JPanel {

	private final JLabel text = Theme.label(" ", Theme.font(), Theme.DIM);
	private final JPanel left = row();
	private final JPanel right = row();
	private final int height = new FlatButton("X", Kind.PRIMARY, () -> {}).getPreferredSize().height;
	private final List<JButton> buttons = new ArrayList<>();

	ActionBar() {
		super(new BorderLayout(Theme.px(10), 0));
		add(left, BorderLayout.WEST);
		add(text, BorderLayout.CENTER);
		add(right, BorderLayout.EAST);
	}

	private static JPanel row() {
		final JPanel row = new JPanel();
		row.setLayout(new BoxLayout(row, BoxLayout.X_AXIS));
		row.setOpaque(false);
		return row;
	}

	/**
	 * Takes all buttons away.
	 *
	 * @param sentence stands beside the buttons to come
	 * @param question whether the user is expected to answer it
	 */
	void clear(final String sentence, final boolean question) {
		left.removeAll();
		right.removeAll();
		buttons.clear();
		// As high as with buttons.
		right.add(Box.createVerticalStrut(height));
		text.setText(sentence);
		text.setToolTipText(sentence.trim().isEmpty() ? null : sentence);
		text.setFont(question ? Theme.bold() : Theme.font());
		text.setForeground(question ? Theme.TEXT : Theme.DIM);
		setBackground(question ? Theme.QUESTION : Theme.PANEL);
		final Color line = question ? Theme.QUESTION_LINE : Theme.LINE;
		final int gap = Theme.px(11);
		final int side = Theme.px(18);
		setBorder(BorderFactory.createCompoundBorder(BorderFactory.createMatteBorder(1, 0, 0, 0, line),
			BorderFactory.createEmptyBorder(gap, side, gap, side)));
		revalidate();
		repaint();
	}

	/** Adds a button on the left: something that does not end what is going on. */
	void addLeft(final String label, final String tip, final Runnable action) {
		add(left, new FlatButton(label, Kind.PLAIN, action), tip);
	}

	void add(final String label, final String tip, final Runnable action) {
		add(right, new FlatButton(label, Kind.PLAIN, action), tip);
	}

	/** Adds the button that most people want. */
	void addPrimary(final String label, final String tip, final Runnable action) {
		final FlatButton button = new FlatButton(label, Kind.PRIMARY, action);
		add(right, button, tip);
		SwingUtilities.invokeLater(button::requestFocusInWindow);
	}

	private void add(final JComponent row, final JButton button, final String tip) {
		button.setToolTipText(tip);
		if (row.getComponentCount() > 0) row.add(Box.createHorizontalStrut(Theme.px(8)));
		row.add(button);
		buttons.add(button);
		revalidate();
	}

	/** @return the buttons on display */
	List<JButton> buttons() {
		return buttons;
	}
}
