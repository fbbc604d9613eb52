// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Window;
import java.awt.event.KeyListener;

import javax.swing.SwingUtilities;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageWindow;
import ij.gui.Roi;
import ij.text.TextPanel;

/** Where the keyboard was when Esc was pressed. Immutable. */
public final class EscapePlace {

	/** Kinds of places. */
	enum Kind {
		/** ImageJ's own window, which shows how far a command is; also a program that plays the user. */
		IMAGEJ,
		/** The window of an image. */
		IMAGE,
		/** Another window whose keys ImageJ hears, such as Log and Results. */
		HEARD_BY_IMAGEJ,
		/** Dialogs, help, other windows, and a selection that is being drawn: they know themselves what Esc does. */
		ELSEWHERE
	}

	/** A program that plays the user: there is no window. */
	static final EscapePlace PROGRAM = new EscapePlace(Kind.IMAGEJ, null);

	private static final EscapePlace ELSEWHERE = new EscapePlace(Kind.ELSEWHERE, null);

	private final Kind kind;
	private final ImagePlus image;

	private EscapePlace(final Kind kind, final ImagePlus image) {
		this.kind = kind;
		this.image = image;
	}

	/** @param component that the key goes to; null if there is none */
	static EscapePlace of(final Component component) {
		final Window window = window(component);
		if (window instanceof ImageWindow) {
			final ImagePlus image = ((ImageWindow) window).getImagePlus();
			return isBeingDrawnOn(image) ? ELSEWHERE : new EscapePlace(Kind.IMAGE, image);
		}
		if (window != null && window == IJ.getInstance()) {
			return isBeingDrawnOn(WindowManager.getCurrentImage()) ? ELSEWHERE : new EscapePlace(Kind.IMAGEJ, null);
		}
		return window instanceof Frame && isHeardByImageJ(component) ? new EscapePlace(Kind.HEARD_BY_IMAGEJ, null)
			: ELSEWHERE;
	}

	/** @return the frame or dialog that the component belongs to, also if it is in a pop-up of it */
	private static Window window(final Component component) {
		Window window = component == null || component instanceof Window ? (Window) component
			: SwingUtilities.getWindowAncestor(component);
		while (window != null && !(window instanceof Frame) && !(window instanceof Dialog))
			window = window.getOwner();
		return window;
	}

	/** ImageJ ends the drawing then, and nothing else. */
	private static boolean isBeingDrawnOn(final ImagePlus image) {
		final Roi selection = image == null ? null : image.getRoi();
		return selection != null && selection.getState() != Roi.NORMAL;
	}

	private static boolean isHeardByImageJ(final Component component) {
		for (final KeyListener listener : component.getKeyListeners()) {
			if (listener instanceof ImageJ || listener instanceof TextPanel) return true;
		}
		return false;
	}

	Kind kind() {
		return kind;
	}

	/** @return null unless this is the window of an image */
	ImagePlus image() {
		return image;
	}
}
