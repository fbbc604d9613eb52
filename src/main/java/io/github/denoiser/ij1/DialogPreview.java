package io.github.denoiser.ij1;

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
import io.github.denoiser.ui.EffectPanel;
import io.github.denoiser.ui.EffectWindow;

/**
 * The preview of a command: beside the fields of plain ImageJ's dialog, or in a window
 * beside Fiji's. Leaves no trace on the image.
 */
public final class DialogPreview implements AutoCloseable {

	/** Right of all columns of a dialog. */
	private static final int FIELD_COLUMNS = 12;

	private final Previewed command;
	private final SlicePicture picture;
	private final EffectPanel panel;
	private EffectWindow window;

	private DialogPreview(final Previewed command) {
		this.command = command;
		picture = new SlicePicture(command.previewedImage());
		panel = new EffectPanel(picture, picture.centre());
	}

	/**
	 * Puts a preview beside the fields of a dialog that is not shown yet, and starts it
	 * when the dialog is there.
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
		final Panel holder = new Panel(new BorderLayout());
		holder.add(preview.panel);
		final GridBagConstraints constraints = new GridBagConstraints();
		constraints.gridx = FIELD_COLUMNS;
		constraints.gridy = 0;
		constraints.gridheight = rows;
		constraints.anchor = GridBagConstraints.NORTH;
		constraints.insets = new Insets(0, 0, 0, 0);
		dialog.add(holder, constraints);
		dialog.addWindowListener(new WindowAdapter() {

			@Override
			public void windowOpened(final WindowEvent event) {
				preview.panel.start();
			}
		});
		return preview;
	}

	/** @return a preview in a window of its own; null if there is no screen, or nothing to show */
	public static DialogPreview inWindow(final Previewed command, final String title) {
		if (!isPossible(command)) return null;
		final DialogPreview preview = new DialogPreview(command);
		EventQueue.invokeLater(() -> preview.window = new EffectWindow(title, preview.panel));
		return preview;
	}

	private static boolean isPossible(final Previewed command) {
		final ImagePlus image = command.previewedImage();
		return !GraphicsEnvironment.isHeadless() && image != null && image.getProcessor() != null;
	}

	/** Shows the effect of the values that the command's inputs have now. */
	public void update() {
		final Previewed.Effect effect = command.previewEffect();
		EventQueue.invokeLater(() -> {
			if (window != null) window.show();
			panel.setEffect((region, cancel) -> picture.after(effect, region, cancel));
		});
	}

	/** Stops working, closes the window if there is one, and frees what the command has kept for previews. */
	@Override
	public void close() {
		panel.close();
		EventQueue.invokeLater(() -> {
			if (window != null) window.close();
		});
		command.endPreview();
	}
}
