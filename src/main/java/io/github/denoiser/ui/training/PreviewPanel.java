// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.Locale;
import java.util.function.IntConsumer;

import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JLabel;
import javax.swing.JPanel;

import io.github.denoiser.ui.CropView;
import io.github.denoiser.ui.FlatButton;
import io.github.denoiser.ui.FlatButton.Kind;
import io.github.denoiser.ui.Theme;

/**
 * A crop of a validation image: noisy, denoised, and clean if somebody knows it,
 * with a slider through the epochs. It shows the latest epoch until the user goes to
 * another one.
 */
final class PreviewPanel extends JPanel {

	/** Of 128 x 128 pixels, 3 MB. */
	private static final int CAPACITY = 200;

	private final CropView noisy = new CropView("noisy");
	private final CropView denoised = new CropView("denoised");
	private final CropView clean = new CropView("clean");
	private final JPanel crops = new JPanel(new GridLayout(1, 0, Theme.px(12), 0));
	private final EpochSlider slider = new EpochSlider();
	private final JLabel which = Theme.label(" ", Theme.font(), Theme.TEXT);
	private final PreviewHistory history = new PreviewHistory(CAPACITY);
	private final IntConsumer shown;
	private int width;
	private int height;
	private boolean following = true;
	private boolean updating;

	/** @param shown told the number of the epoch that is shown */
	PreviewPanel(final IntConsumer shown) {
		super(new BorderLayout(0, Theme.px(6)));
		this.shown = shown;
		setOpaque(false);
		crops.setOpaque(false);
		crops.add(noisy);
		crops.add(denoised);
		add(crops, BorderLayout.CENTER);

		final JPanel row = new JPanel(new BorderLayout(Theme.px(10), 0));
		row.setOpaque(false);
		row.setBorder(BorderFactory.createEmptyBorder(0, Theme.px(4), 0, 0));
		which.setPreferredSize(new Dimension(Theme.px(150), which.getPreferredSize().height));
		row.add(which, BorderLayout.WEST);
		slider.setToolTipText("Goes through the epochs so far. The green dot is the best one.");
		slider.setEnabled(false);
		slider.addChangeListener(event -> {
			if (!updating) choose(slider.getValue());
		});
		row.add(slider, BorderLayout.CENTER);
		final JPanel links = new JPanel();
		links.setOpaque(false);
		links.setLayout(new BoxLayout(links, BoxLayout.X_AXIS));
		links.add(new FlatButton("Best", Kind.LINK, this::chooseBest));
		links.add(Box.createHorizontalStrut(Theme.px(2)));
		links.add(new FlatButton("Latest", Kind.LINK, () -> choose(history.last())));
		row.add(links, BorderLayout.EAST);
		add(row, BorderLayout.SOUTH);
	}

	/** Shows what the network is given, and what it should make of it. Once, before the first {@link #add}. */
	void setInput(final int columns, final int rows, final byte[] noisyGrey, final double noisyPsnr,
		final byte[] cleanGrey)
	{
		width = columns;
		height = rows;
		noisy.show(noisyGrey, columns, rows);
		if (cleanGrey == null) return;
		noisy.setCaption(decibels(noisyPsnr));
		clean.show(cleanGrey, columns, rows);
		clean.setCaption("what it should be");
		crops.add(clean);
		crops.revalidate();
	}

	/** @param isBest whether no earlier epoch was better */
	void add(final PreviewShot shot, final boolean isBest) {
		history.add(shot, isBest);
		updating = true;
		slider.setMinimum(history.first());
		slider.setMaximum(history.last());
		slider.setEnabled(history.size() > 1);
		slider.setBest(history.best());
		updating = false;
		if (following) show(history.last());
		// The label may have been "the latest".
		else show(slider.getValue());
	}

	/** Shows the preview nearest to an epoch; the last one means to follow the training again. */
	void choose(final int epoch) {
		if (history.isEmpty()) return;
		following = epoch >= history.last();
		show(epoch);
	}

	/** Shows the best epoch, and stays there. */
	void chooseBest() {
		choose(history.best());
	}

	/** Takes the keyboard, so that the arrow keys go through the epochs. */
	void takeFocus() {
		slider.requestFocusInWindow();
	}

	/** @return whether the latest epoch is shown as it comes */
	boolean isFollowing() {
		return following;
	}

	private void show(final int epoch) {
		final PreviewShot shot = history.nearest(epoch);
		if (shot == null) return;
		denoised.show(shot.grey(), width, height);
		denoised.setCaption(Double.isNaN(shot.psnr()) ? " " : decibels(shot.psnr()));
		updating = true;
		slider.setValue(shot.epoch());
		updating = false;
		final boolean isBest = shot.epoch() == history.best();
		final boolean isLast = shot.epoch() == history.last();
		which.setText("Epoch " + shot.epoch() + (isBest ? ", the best" : isLast ? ", the latest" : ""));
		shown.accept(shot.epoch());
	}

	private static String decibels(final double psnr) {
		return Double.isInfinite(psnr) ? "PSNR infinite" : String.format(Locale.ROOT, "PSNR %.2f dB", psnr);
	}
}
