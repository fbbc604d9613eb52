// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.preview;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.image.BufferedImage;
import java.util.function.BiFunction;

import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.ui.CropView;
import io.github.denoiser.ui.Theme;

/**
 * A crop of an image before and after: the user drags it to another place and zooms
 * with the wheel. What comes after is computed on a thread of its own; until it is
 * there, the last one stays. To be used on the event thread.
 */
public final class DialogPreviewPanel extends JPanel implements AutoCloseable {

	/** Of one picture, in pixels of the screen. */
	private static final int WIDTH = 290;
	private static final int HEIGHT = 174;
	/** Of a picture's title and caption, and of the lines at the bottom. */
	private static final int TEXT_HEIGHT = 40;
	private static final int MARGIN = 14;
	/** Pixels of the screen to one of the image. */
	private static final double MAX_ZOOM = 16;
	private static final double MIN_ZOOM = 0.5;
	private static final String HELP = "Drag a picture to see another place, turn the wheel to zoom.";
	private static final Color ERROR = new Color(176, 0, 0);

	/** The image. */
	public interface Picture {

		int width();

		int height();

		/** @return a region as it is; quick */
		BufferedImage before(Rectangle region);
	}

	private final Picture picture;
	private final CropView before = new CropView("Original");
	private final CropView after = new CropView("Preview");
	private final JTextArea status = new JTextArea(HELP, 2, 1);
	private final LatestJob jobs = new LatestJob();
	private BiFunction<Rectangle, CancelToken, BufferedImage> effect;
	private double centreX;
	private double centreY;
	private double zoom = 2;
	private boolean started;
	private boolean seen;

	/** @param centre of the crop at first, in pixels of the image */
	public DialogPreviewPanel(final Picture picture, final Point centre) {
		super(new BorderLayout(0, Theme.px(4)));
		this.picture = picture;
		centreX = centre.x;
		centreY = centre.y;
		setOpaque(false);
		setBorder(BorderFactory.createEmptyBorder(0, Theme.px(MARGIN), 0, Theme.px(MARGIN / 2)));
		final JPanel views = new JPanel(new GridLayout(0, 1, 0, Theme.px(2)));
		views.setOpaque(false);
		views.add(prepared(before));
		views.add(prepared(after));
		add(views, BorderLayout.CENTER);
		status.setEditable(false);
		status.setFocusable(false);
		status.setOpaque(false);
		status.setLineWrap(true);
		status.setWrapStyleWord(true);
		status.setFont(Theme.small());
		status.setForeground(Theme.DIM);
		add(status, BorderLayout.SOUTH);
		setPreferredSize(wishedSize());
		// A text that wraps may otherwise ask for any height.
		setMinimumSize(wishedSize());
		before.show(picture.before(region()));
		after.setShape(region().width, region().height);
		after.setCaption("Starting...");
	}

	/** @return the size that a panel wants to have; quick */
	public static Dimension wishedSize() {
		return new Dimension(Theme.px(WIDTH + MARGIN * 1.5), Theme.px(2 * HEIGHT + 3 * TEXT_HEIGHT));
	}

	private CropView prepared(final CropView view) {
		view.setCursor(Cursor.getPredefinedCursor(Cursor.MOVE_CURSOR));
		final Mover mover = new Mover();
		view.addMouseListener(mover);
		view.addMouseMotionListener(mover);
		view.addMouseWheelListener(mover);
		return view;
	}

	/**
	 * Shows another effect, from now on.
	 *
	 * @param next what becomes of a region; called on another thread, and again for every
	 *          place that the user goes to. May throw {@link DenoiserException}, whose
	 *          message is shown
	 */
	public void setEffect(final BiFunction<Rectangle, CancelToken, BufferedImage> next) {
		effect = next;
		request();
	}

	/** Begins to work: the panel is on the screen. */
	public void start() {
		started = true;
		request();
	}

	private void request() {
		if (!started || effect == null) return;
		final Rectangle region = region();
		final BiFunction<Rectangle, CancelToken, BufferedImage> wanted = effect;
		if (seen) after.setCaption("Working...");
		jobs.submit(cancel -> {
			try {
				final BufferedImage result = wanted.apply(region, cancel);
				SwingUtilities.invokeLater(() -> show(result, region, wanted));
			}
			catch (final CancelledException e) {
				throw e;
			}
			catch (final DenoiserException e) {
				SwingUtilities.invokeLater(() -> showProblem(e.getMessage(), wanted));
			}
			catch (final RuntimeException | Error e) {
				SwingUtilities.invokeLater(() -> showProblem("No preview: " + e, wanted));
			}
		});
	}

	private void show(final BufferedImage result, final Rectangle region, final Object from) {
		if (!region.equals(region())) return;
		seen = true;
		after.show(result);
		// An older effect is better than none while the user moves a slider.
		if (from != effect) return;
		after.setCaption(" ");
		status.setForeground(Theme.DIM);
		status.setText(HELP);
	}

	private void showProblem(final String message, final Object from) {
		if (from != effect) return;
		after.setCaption("no preview");
		status.setForeground(ERROR);
		status.setText(message);
	}

	/** @return what is on display, in pixels of the image */
	Rectangle region() {
		final int w = Math.max(1, Math.min(picture.width(), (int) Math.round(Theme.px(WIDTH) / zoom)));
		final int h = Math.max(1, Math.min(picture.height(), (int) Math.round(Theme.px(HEIGHT) / zoom)));
		final int x = (int) Math.max(0, Math.min(picture.width() - w, Math.round(centreX - w / 2.0)));
		final int y = (int) Math.max(0, Math.min(picture.height() - h, Math.round(centreY - h / 2.0)));
		return new Rectangle(x, y, w, h);
	}

	/** Shows another place, in pixels of the image. */
	public void moveCrop(final double dx, final double dy) {
		final Rectangle old = region();
		// From the middle of what is seen, which may not be where the user once went to.
		centreX = old.x + old.width / 2.0 + dx;
		centreY = old.y + old.height / 2.0 + dy;
		refresh(old);
	}

	void zoom(final double factor) {
		final Rectangle old = region();
		zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom * factor));
		refresh(old);
	}

	private void refresh(final Rectangle old) {
		if (region().equals(old)) return;
		before.show(picture.before(region()));
		request();
	}

	/** @return the line below the preview */
	public String caption() {
		return after.caption();
	}

	/** @return the line at the bottom */
	public String status() {
		return status.getText();
	}

	/** @return the preview; null if there is none yet */
	public BufferedImage preview() {
		return (BufferedImage) after.image();
	}

	/** Stops working. */
	@Override
	public void close() {
		jobs.close();
	}

	private final class Mover extends MouseAdapter {

		private Point last;

		@Override
		public void mousePressed(final MouseEvent event) {
			last = event.getPoint();
		}

		@Override
		public void mouseDragged(final MouseEvent event) {
			if (last == null) return;
			final double scale = before.zoom();
			final long dx = Math.round((last.x - event.getX()) / scale);
			final long dy = Math.round((last.y - event.getY()) / scale);
			if (dx == 0 && dy == 0) return;
			last = event.getPoint();
			moveCrop(dx, dy);
		}

		@Override
		public void mouseWheelMoved(final MouseWheelEvent event) {
			zoom(event.getWheelRotation() < 0 ? 2 : 0.5);
		}
	}
}
