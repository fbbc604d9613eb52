// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import java.awt.Button;
import java.awt.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.Prefs;
import ij.gui.GUI;
import ij.gui.GenericDialog;

/**
 * The end of a dialog that most users never need: folded away behind a button, so
 * that the dialog is short enough for a small screen. Whoever unfolds it finds it
 * unfolded next time.
 */
final class DialogSection {

	private static final String UNFOLDED = "denoiser.unfolded.";

	private final GenericDialog dialog;
	private final String heading;
	private final Button button;
	private final int start;
	private final List<Component> components = new ArrayList<>();
	private boolean unfolded;

	private DialogSection(final GenericDialog dialog, final String heading) {
		this.dialog = dialog;
		this.heading = heading;
		dialog.setInsets(8, 20, 4);
		dialog.addButton(heading, event -> toggle());
		button = (Button) dialog.getComponent(dialog.getComponentCount() - 1);
		start = dialog.getComponentCount();
	}

	/** Adds the button; what is added to the dialog from now on belongs to the section, until {@link #end}. */
	static DialogSection add(final GenericDialog dialog, final String heading) {
		return new DialogSection(dialog, heading);
	}

	/** What is added from now on is always visible. */
	void end() {
		for (int i = start; i < dialog.getComponentCount(); i++) {
			components.add(dialog.getComponent(i));
		}
		fold(Prefs.get(key(), false));
	}

	private void toggle() {
		fold(!unfolded);
		Prefs.set(key(), unfolded);
		dialog.pack();
		final int below = dialog.getY() + dialog.getHeight() - GUI.getMaxWindowBounds(dialog).height;
		if (below > 0) dialog.setLocation(dialog.getX(), Math.max(0, dialog.getY() - below));
	}

	private void fold(final boolean open) {
		unfolded = open;
		button.setLabel(heading + (open ? "  <<" : "  >>"));
		components.forEach(component -> component.setVisible(open));
	}

	private String key() {
		return UNFOLDED + dialog.getTitle().replaceAll("\\W+", "_").toLowerCase(Locale.ROOT);
	}
}
