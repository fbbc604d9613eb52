// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Panel;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;

import org.scijava.module.Module;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import io.github.denoiser.ui.preview.DialogPreviewPanel;
import io.github.denoiser.ui.preview.DialogPreviewWindow;

/**
 * The preview of a command: beside the fields of plain ImageJ's dialog, or in a window
 * beside Fiji's. Leaves no trace on the image.
 */
public final class DialogPreview implements AutoCloseable {

	/** Right of all columns of a dialog. */
	private static final int FIELD_COLUMNS = 12;

	private final Previewed command;
	// What follows is the event thread's.
	private SlicePicture picture;
	private DialogPreviewPanel panel;
	private DialogPreviewWindow window;
	private Previewed.Effect effect;
	private boolean closed;

	private DialogPreview(final Previewed command) {
		this.command = command;
	}

	/**
	 * Keeps a place for a preview beside the fields of a dialog that is not shown yet. It
	 * comes when the dialog is there, so that the dialog does not wait for it.
	 *
	 * @return the preview; null if the command has none
	 */
	static DialogPreview beside(final GenericDialog dialog, final Module module) {
		final Object command = module.getDelegateObject();
		if (!(command instanceof Previewed) || !isPossible((Previewed) command)) return null;
		final DialogPreview preview = new DialogPreview((Previewed) command);
		final GridBagLayout layout = (GridBagLayout) dialog.getLayout();
		int rows = 0;
		for (final Component component : dialog.getComponents()) {
			final GridBagConstraints constraints = layout.getConstraints(component);
			rows = Math.max(rows, constraints.gridy + 1);
			// "To the end of the row" must end before the preview.
			if (constraints.gridwidth == GridBagConstraints.REMAINDER) {
				constraints.gridwidth = FIELD_COLUMNS - constraints.gridx;
				layout.setConstraints(component, constraints);
			}
		}
		final Panel place = new Panel(new BorderLayout());
		place.setPreferredSize(DialogPreviewPanel.wishedSize());
		final GridBagConstraints constraints = new GridBagConstraints();
		constraints.gridx = FIELD_COLUMNS;
		constraints.gridy = 0;
		constraints.gridheight = rows;
		constraints.anchor = GridBagConstraints.NORTH;
		dialog.add(place, constraints);
		dialog.addWindowListener(new WindowAdapter() {

			@Override
			public void windowOpened(final WindowEvent event) {
				if (preview.closed) return;
				place.add(preview.open());
				place.validate();
				preview.panel.start();
			}
		});
		return preview;
	}

	/** @return a preview in a window of its own; null if there is no screen, or nothing to show */
	public static DialogPreview inWindow(final Previewed command, final String title) {
		if (!isPossible(command)) return null;
		final DialogPreview preview = new DialogPreview(command);
		EventQueue.invokeLater(() -> preview.window = new DialogPreviewWindow(title, preview.open()));
		return preview;
	}

	private DialogPreviewPanel open() {
		picture = new SlicePicture(command.previewedImage());
		panel = new DialogPreviewPanel(picture, picture.centre());
		show(effect);
		return panel;
	}

	private void show(final Previewed.Effect next) {
		effect = next;
		if (panel != null && next != null) panel.setEffect((region, cancel) -> picture.after(next, region, cancel));
	}

	private static boolean isPossible(final Previewed command) {
		final ImagePlus image = command.previewedImage();
		return !GraphicsEnvironment.isHeadless() && image != null && image.getProcessor() != null;
	}

	/** Shows the effect of the values that the command's inputs have now. */
	public void update() {
		final Previewed.Effect next = command.previewEffect();
		EventQueue.invokeLater(() -> {
			show(next);
			if (window != null) window.show();
		});
	}

	/** Stops working, closes the window if there is one, and frees what the command has kept for previews. */
	@Override
	public void close() {
		EventQueue.invokeLater(() -> {
			closed = true;
			if (panel != null) panel.close();
			if (window != null) window.close();
			// Waits for what is being computed, which has just been cancelled.
			new Thread(command::endPreview, "Denoiser-Preview-End").start();
		});
	}
}
