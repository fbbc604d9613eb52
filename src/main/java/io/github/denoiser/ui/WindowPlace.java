// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui;

import java.awt.Dimension;
import java.awt.GraphicsConfiguration;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Insets;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;

import ij.Prefs;

/** Where a window was last and how large, kept in ImageJ's preferences. */
public final class WindowPlace {

	private final String key;

	/** @param key begins the names of the preferences */
	public WindowPlace(final String key) {
		this.key = key;
	}

	/** Puts a window where the last one was, or into the middle of the screen, and remembers where it goes from there. */
	public void apply(final Window window) {
		final Rectangle screen = usable(window.getGraphicsConfiguration());
		final Dimension minimum = window.getMinimumSize();
		final int width = (int) Prefs.get(key + ".width", window.getWidth());
		final int height = (int) Prefs.get(key + ".height", window.getHeight());
		window.setSize(Math.max(minimum.width, Math.min(width, screen.width)),
			Math.max(minimum.height, Math.min(height, screen.height)));
		final Point point = new Point((int) Prefs.get(key + ".x", -1), (int) Prefs.get(key + ".y", -1));
		if (isOnScreen(new Rectangle(point, window.getSize()))) window.setLocation(point);
		else {
			window.setLocation(screen.x + (screen.width - window.getWidth()) / 2,
				screen.y + (screen.height - window.getHeight()) / 2);
		}
		window.addComponentListener(new ComponentAdapter() {

			@Override
			public void componentMoved(final ComponentEvent event) {
				remember(window);
			}

			@Override
			public void componentResized(final ComponentEvent event) {
				remember(window);
			}
		});
	}

	private void remember(final Window window) {
		if (!window.isShowing()) return;
		Prefs.set(key + ".x", window.getX());
		Prefs.set(key + ".y", window.getY());
		Prefs.set(key + ".width", window.getWidth());
		Prefs.set(key + ".height", window.getHeight());
	}

	/** @return the screen without panels and docks */
	private static Rectangle usable(final GraphicsConfiguration screen) {
		final Rectangle bounds = screen.getBounds();
		final Insets insets = Toolkit.getDefaultToolkit().getScreenInsets(screen);
		return new Rectangle(bounds.x + insets.left, bounds.y + insets.top, bounds.width - insets.left - insets.right,
			bounds.height - insets.top - insets.bottom);
	}

	/** @return whether the title bar can be seen and grabbed on one of the screens that there are now */
	private static boolean isOnScreen(final Rectangle window) {
		if (window.x < 0 && window.y < 0) return false;
		final Rectangle title = new Rectangle(window.x + window.width / 4, Math.max(0, window.y), window.width / 2, 20);
		for (final GraphicsDevice device : GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
			if (device.getDefaultConfiguration().getBounds().contains(title)) return true;
		}
		return false;
	}
}
