// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.awt.EventQueue;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;

/**
 * Asks before ImageJ quits while it trains. ImageJ tells listeners of commands before it
 * quits, whether from its menu, by its window's cross or by a macro, and lets them forbid
 * it. Whatever ends the process otherwise finds the trainings stopped between two steps, so
 * that no checkpoint is cut off.
 */
final class QuitGuard {

	private static final String QUIT = "Quit";
	/** For a training to get to the end of its step: systems that shut down do not wait much longer. */
	private static final long SECONDS = 5;

	private static final QuitGuard INSTANCE = new QuitGuard();

	/**
	 * Adds and removes the listener, in order: ImageJ's list of listeners is locked while one of them is asked, and a
	 * training that ends meanwhile must not wait for the answer, which may be waiting for the training.
	 */
	private final ExecutorService listeners = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "Denoiser-Quit-Listener");
		thread.setDaemon(true);
		return thread;
	});

	private final List<RunningTraining> running = new CopyOnWriteArrayList<>();
	private final CommandListener listener = command -> QUIT.equals(command) && !mayQuit() ? null : command;
	private final WindowAdapter closed = new WindowAdapter() {

		@Override
		public void windowClosed(final WindowEvent event) {
			// Without ImageJ's window, in a process that goes on, nobody could find the training again.
			running.forEach(RunningTraining::suspend);
		}
	};
	private Thread hook;
	private ImageJ watched;

	private QuitGuard() {
		// one for all trainings
	}

	static void add(final RunningTraining training) {
		INSTANCE.start(training);
	}

	static void remove(final RunningTraining training) {
		INSTANCE.end(training);
	}

	private synchronized void start(final RunningTraining training) {
		running.add(training);
		if (running.size() > 1) return;
		hook = new Thread(this::leave, "Denoiser-Quit");
		try {
			Runtime.getRuntime().addShutdownHook(hook);
		}
		catch (final IllegalStateException e) {
			// Java ends already, and the training with it.
		}
		watched = IJ.getInstance();
		if (watched == null) return;
		listeners.execute(() -> Executer.addCommandListener(listener));
		watched.addWindowListener(closed);
	}

	private synchronized void end(final RunningTraining training) {
		if (!running.remove(training) || !running.isEmpty()) return;
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (final IllegalStateException e) {
			// It is what ends the training.
		}
		if (watched == null) return;
		listeners.execute(() -> Executer.removeCommandListener(listener));
		watched.removeWindowListener(closed);
	}

	/** When Java ends, however that came. */
	private void leave() {
		final List<RunningTraining> left = List.copyOf(running);
		left.forEach(RunningTraining::suspend);
		try {
			for (final RunningTraining training : left) {
				training.awaitEnd(SECONDS);
				if (training.isBegun())
					System.err.println("Train Denoiser: the training of " + training.name() + " was interrupted. " +
						(training.hasState()
							? "Its state after epoch " + training.epochs() + " is kept in " + training.state() +
								"; Train Denoiser goes on with it if it is given the same settings."
							: "It had not finished an epoch; nothing is kept."));
			}
		}
		catch (final InterruptedException e) {
			// Java ends anyway.
		}
	}

	/** A macro that quits is asked only about trainings that somebody began by hand. */
	private boolean mayQuit() {
		final boolean somebody = !Attendance.isUnattended();
		for (final RunningTraining training : running) {
			final boolean asked = training.isBegun() && (somebody || training.isAttended());
			if (asked && !mayQuit(training)) return false;
		}
		return true;
	}

	private static boolean mayQuit(final RunningTraining training) {
		try {
			final Boolean keep = ask(training);
			if (keep == null) return false;
			if (!keep) return true;
			IJ.showStatus("Saving " + training.name() + ", then ImageJ quits");
			return training.finish();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** @return whether to keep the model before ImageJ quits; null if it is not to quit */
	private static Boolean ask(final RunningTraining training) throws InterruptedException {
		// On a thread of its own: the options of a macro that quits would answer the dialog.
		final FutureTask<Boolean> question = new FutureTask<>(() -> answer(training));
		if (EventQueue.isDispatchThread()) question.run();
		else new Thread(question, "Denoiser-Question").start();
		try {
			return question.get();
		}
		catch (final ExecutionException e) {
			throw new IllegalStateException(e.getCause());
		}
	}

	private static Boolean answer(final RunningTraining training) {
		final GenericDialog dialog = new GenericDialog("Quit ImageJ");
		final boolean later = training.hasState();
		dialog.addMessage("The training of " + training.name() + " is running" +
			(training.epochs() == 0 ? " its first epoch" : ", with epoch " + training.epochs() + " done") + ".\n" +
			(later
				? "Resume later: Train Denoiser offers to go on after epoch " + training.epochs() +
					".\nKeep the model: it ends now, with the best model so far."
				: "It cannot be resumed yet.\nKeep the model: it ends now, with the little it has learned."));
		dialog.enableYesNoCancel(later ? "Quit, Resume Later" : "Keep Model and Quit",
			later ? "Keep Model and Quit" : "Quit Without Model");
		dialog.setCancelLabel("Go on Training");
		dialog.showDialog();
		if (dialog.wasCanceled()) return null;
		return dialog.wasOKed() != later;
	}
}
