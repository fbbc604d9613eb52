// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.preview;

import java.awt.Dialog.ModalExclusionType;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;

import javax.swing.JFrame;
import javax.swing.WindowConstants;

import io.github.denoiser.ui.Theme;
import io.github.denoiser.ui.WindowPlace;

/** A preview in a window of its own, beside a dialog that we cannot put it into. */
public final class DialogPreviewWindow implements AutoCloseable {

	private final JFrame frame;
	private final DialogPreviewPanel panel;

	/** Opens the window. To be called on the event thread, as all methods. */
	public DialogPreviewWindow(final String title, final DialogPreviewPanel panel) {
		this.panel = panel;
		frame = new JFrame(title);
		// The dialog is modal: it would keep the user from moving the crop.
		frame.setModalExclusionType(ModalExclusionType.APPLICATION_EXCLUDE);
		frame.setDefaultCloseOperation(WindowConstants.HIDE_ON_CLOSE);
		frame.setAutoRequestFocus(false);
		frame.getContentPane().setBackground(Theme.BACKGROUND);
		frame.add(panel);
		frame.pack();
		new WindowPlace("denoiser.preview").apply(frame);
		frame.addWindowListener(new WindowAdapter() {

			@Override
			public void windowOpened(final WindowEvent event) {
				panel.start();
			}
		});
		frame.setVisible(true);
	}

	/** Shows the window again if the user has closed it. */
	public void show() {
		if (!frame.isVisible()) frame.setVisible(true);
	}

	/** @return whether it can be seen */
	boolean isShowing() {
		return frame.isShowing();
	}

	@Override
	public void close() {
		panel.close();
		frame.dispose();
	}
}
