// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.Locale;

import javax.swing.JLabel;
import javax.swing.JPanel;

import io.github.denoiser.train.TrainingStart;
import io.github.denoiser.ui.Theme;

/** The top of the training window: how far it is, what is trained, and on what. */
final class TrainingHeader extends JPanel {

	private final JLabel headline = Theme.label("Starting...", Theme.font(Font.BOLD, 1.45), Theme.TEXT);
	private final JLabel time = Theme.label(" ", Theme.font(Font.PLAIN, 1.05), Theme.TEXT);
	private final ThinBar bar = new ThinBar();
	private final JPanel facts = new JPanel(new GridBagLayout());
	private final JLabel method = fact(0, 0, "Method", "What the network learns from.");
	private final JLabel network = fact(0, 1, "Network", "What is trained.");
	private final JLabel data = fact(0, 2, "Images", "The images of the training, which are cut into patches.");
	private final JLabel device = fact(1, 0, "Device", "Where the arithmetic runs.");
	private final JLabel speed = fact(1, 1, "Speed", "Mean since the start.");
	private final JLabel memory = fact(1, 2, "Memory", "Of all of ImageJ.");

	TrainingHeader() {
		super(new BorderLayout(0, Theme.px(9)));
		setOpaque(false);
		facts.setOpaque(false);
		final JPanel top = new JPanel(new BorderLayout(Theme.px(12), 0));
		top.setOpaque(false);
		// A long name is cut, and does not make the window wider.
		headline.setMinimumSize(new Dimension(0, 0));
		top.add(headline, BorderLayout.CENTER);
		top.add(time, BorderLayout.EAST);
		add(top, BorderLayout.NORTH);
		add(bar, BorderLayout.CENTER);
		add(facts, BorderLayout.SOUTH);
	}

	/** Gets narrow, but not low. */
	@Override
	public Dimension getMinimumSize() {
		return new Dimension(0, getPreferredSize().height);
	}

	private JLabel fact(final int column, final int row, final String name, final String explanation) {
		final GridBagConstraints c = new GridBagConstraints();
		c.gridx = 2 * column;
		c.gridy = row;
		c.anchor = GridBagConstraints.BASELINE_LEADING;
		c.insets = new Insets(Theme.px(1), column == 0 ? 0 : Theme.px(18), Theme.px(1), Theme.px(10));
		final JLabel key = Theme.label(name, Theme.font(), Theme.DIM);
		key.setToolTipText(explanation);
		facts.add(key, c);
		final JLabel value = Theme.label("–", Theme.font(), Theme.TEXT);
		// Long lines are cut with dots; the tool tip has all of it.
		value.setMinimumSize(new Dimension(0, value.getPreferredSize().height));
		value.setPreferredSize(new Dimension(Theme.px(120), value.getPreferredSize().height));
		c.gridx++;
		c.weightx = column == 0 ? 1.6 : 1;
		c.fill = GridBagConstraints.HORIZONTAL;
		c.insets = new Insets(Theme.px(1), 0, Theme.px(1), 0);
		facts.add(value, c);
		return value;
	}

	private static void set(final JLabel value, final String text) {
		if (text.equals(value.getText())) return;
		value.setText(text);
		value.setToolTipText(text);
	}

	void start(final TrainingStart start) {
		set(method, start.method());
		set(network, start.network());
		set(data, String.format(Locale.ROOT, "%,d %s, patches of %s, %d at a time", start.images(),
			start.images() == 1 ? "image" : "images", start.patch().toString().replace('x', '×'), start.batchSize()));
		set(device, start.device());
	}

	/** @param text how far it is, in a few words; tip is all of it */
	void setHeadline(final String text, final String tip) {
		if (!text.equals(headline.getText())) headline.setText(text);
		headline.setToolTipText(tip);
	}

	String headline() {
		return headline.getText();
	}

	void setTime(final String text) {
		if (!text.equals(time.getText())) time.setText(text);
	}

	/** @param share 0 to 1 */
	void setDone(final double share) {
		bar.setDone(share);
	}

	/** The bar in the colour of success. */
	void setSuccess() {
		bar.setDone(1);
		bar.setColor(Theme.BEST);
	}

	void setSpeed(final double patchesPerSecond) {
		if (Double.isFinite(patchesPerSecond)) {
			set(speed, String.format(Locale.ROOT, patchesPerSecond < 10 ? "%.1f patches a second" : "%.0f patches a second",
				patchesPerSecond));
		}
	}

	void setMemory(final String text) {
		set(memory, text);
	}
}
