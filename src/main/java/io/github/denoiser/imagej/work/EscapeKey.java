// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.awt.GraphicsEnvironment;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import ij.IJ;
import ij.ImagePlus;

/**
 * Gives Esc to the command that it is meant for: the one whose image has the keyboard.
 * ImageJ itself only keeps one flag for all commands, which any of its windows raises, a
 * help window too; so key events are looked at before they reach ImageJ, and the flag
 * counts only if no key explains it: where a program or a macro raises it.
 */
public final class EscapeKey {

	private static final int POLL_MILLIS = 50;
	/** ImageJ raises its flag at once when the key reaches it. */
	private static final long EXPLAINED_NANOS = 500_000_000L;

	private static final EscapeKey INSTANCE = new EscapeKey();

	/** The oldest first. */
	private final List<EscapeWatch> running = new CopyOnWriteArrayList<>();
	private final KeyEventDispatcher dispatcher = this::isTaken;
	private Thread thread;
	/** Of the last Esc of the keyboard. */
	private volatile long pressed = System.nanoTime() - EXPLAINED_NANOS;
	private volatile boolean wasRaised;

	private EscapeKey() {
		// one for all commands
	}

	static void add(final EscapeWatch watch) {
		INSTANCE.start(watch);
	}

	static void remove(final EscapeWatch watch) {
		INSTANCE.end(watch);
	}

	private synchronized void start(final EscapeWatch watch) {
		IJ.resetEscape();
		wasRaised = false;
		running.add(watch);
		if (running.size() > 1) return;
		if (!GraphicsEnvironment.isHeadless()) {
			KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(dispatcher);
		}
		thread = new Thread(this::watchFlag, "Denoiser-Escape");
		thread.setDaemon(true);
		thread.start();
	}

	private synchronized void end(final EscapeWatch watch) {
		if (!running.remove(watch) || !running.isEmpty()) return;
		thread.interrupt();
		if (!GraphicsEnvironment.isHeadless()) {
			KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(dispatcher);
		}
	}

	/** @return whether nobody else is to hear of the key. A macro's Esc goes on to ImageJ, which ends the macro. */
	private boolean isTaken(final KeyEvent event) {
		if (event.getID() != KeyEvent.KEY_PRESSED || event.getKeyCode() != KeyEvent.VK_ESCAPE) return false;
		pressed = System.nanoTime();
		final EscapeWatch watch = target(running, EscapePlace.of(event.getComponent()));
		if (watch == null) return false;
		watch.escapePressed();
		return !watch.isUnattended();
	}

	private void watchFlag() {
		try {
			while (true) {
				Thread.sleep(POLL_MILLIS);
				final boolean raised = IJ.escapePressed();
				final boolean explained = System.nanoTime() - pressed < EXPLAINED_NANOS;
				final EscapeWatch watch = raised && !wasRaised && !explained ? target(running, EscapePlace.PROGRAM) : null;
				wasRaised = raised;
				if (watch != null) watch.escapePressed();
			}
		}
		catch (final InterruptedException exc) {
			// nothing left to watch
		}
	}

	/**
	 * Where several commands could be meant, it is the one that was started last.
	 *
	 * @param running the oldest first
	 * @return the command that Esc is meant for; null for none
	 */
	static EscapeWatch target(final List<EscapeWatch> running, final EscapePlace place) {
		switch (place.kind()) {
			case IMAGEJ:
				return last(running, watch -> true);
			case IMAGE:
				return ofImage(running, place.image());
			case HEARD_BY_IMAGEJ:
				return last(running, EscapeWatch::isUnattended);
			default:
				return null;
		}
	}

	/**
	 * An image that no command of ours works on: ImageJ ends macros there, too. Commands without
	 * any image have no better place for the keyboard, unless another plugin works on the image.
	 */
	private static EscapeWatch ofImage(final List<EscapeWatch> running, final ImagePlus image) {
		final EscapeWatch owner = last(running, watch -> watch.worksOn(image));
		return owner != null ? owner
			: last(running, watch -> watch.isUnattended() || !watch.takesImages() && !image.isLocked());
	}

	private static EscapeWatch last(final List<EscapeWatch> running, final Predicate<EscapeWatch> condition) {
		EscapeWatch last = null;
		for (final EscapeWatch watch : new ArrayList<>(running)) {
			if (condition.test(watch)) last = watch;
		}
		return last;
	}
}
