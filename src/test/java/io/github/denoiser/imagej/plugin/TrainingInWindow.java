// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import javax.swing.AbstractButton;
import javax.swing.JFrame;

import ij.Prefs;
import ij.gui.GenericDialog;

import io.github.denoiser.train.CheckpointFile;

/** A training that is started from its dialog and goes on until it is ended, and what a user does with its window. */
public final class TrainingInWindow {

	public static final String LABEL = "Train Denoiser...";

	private static final String PREFS = "denoiser.TrainDenoiserCommand.";
	/** Epochs that take no time. */
	private static final Map<String, String> INPUTS = Map.of("learn_from", "clean", "preset", "custom", "start_model",
		"nothing", "epochs", "100000", "steps", "1", "batch_size", "16", "patch_size", "16", "show_residual", "false");

	private final Path model;

	private TrainingInWindow(final Path model) {
		this.model = model;
	}

	/** Starts it on the current image, and waits for its first checkpoint. */
	public static TrainingInWindow start(final Path model) {
		return start(model, true);
	}

	/** @param window whether it has one */
	public static TrainingInWindow start(final Path model, final boolean window) {
		INPUTS.forEach((key, value) -> Prefs.set(PREFS + key, value));
		Prefs.set(PREFS + "save_as", model.toString());
		Prefs.set(PREFS + "folder", "");
		Prefs.set(PREFS + "show_progress", String.valueOf(window));
		final GenericDialog dialog = openDialog(LABEL);
		press(dialog, "OK");
		final TrainingInWindow training = new TrainingInWindow(model);
		waitFor(() -> training.epochs() > 0);
		return training;
	}

	/** Lets other tests find the defaults in the dialog. */
	public static void forgetInputs() {
		INPUTS.keySet().forEach(key -> Prefs.set(PREFS + key, (String) null));
		Prefs.set(PREFS + "save_as", "");
		Prefs.set(PREFS + "show_progress", (String) null);
	}

	/** @return how many epochs its last checkpoint has; 0 for none */
	public int epochs() {
		return CheckpointFile.epochs(CheckpointFile.beside(model)).orElse(0);
	}

	public Path model() {
		return model;
	}

	public boolean isRunning() {
		return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(LABEL));
	}

	/** @return its window; null if there is none on the screen */
	JFrame window() {
		return (JFrame) Arrays.stream(Frame.getFrames())
			.filter(frame -> frame.isShowing() && frame.getClass().getSimpleName().equals("TrainingFrame")).findFirst()
			.orElse(null);
	}

	/** @return whether the window asks whether to keep the model */
	public boolean isAsking() {
		return window() != null && button(window(), "Keep it") != null;
	}

	/** Presses a button of the window. */
	public void click(final String label) {
		final AbstractButton button = button(window(), label);
		if (button == null) throw new AssertionError("There is no button " + label);
		EventQueue.invokeLater(button::doClick);
	}

	private static AbstractButton button(final Container container, final String label) {
		for (final Component part : container.getComponents()) {
			if (part instanceof AbstractButton && label.equals(((AbstractButton) part).getText()))
				return (AbstractButton) part;
			final AbstractButton inside = part instanceof Container ? button((Container) part, label) : null;
			if (inside != null) return inside;
		}
		return null;
	}

	/** Ends it without a model, if it still runs. */
	public void discard() {
		if (isRunning() && window() != null) {
			if (!isAsking()) click("Cancel");
			waitFor(this::isAsking);
			click("Discard");
		}
		waitFor(() -> !isRunning());
		final JFrame window = window();
		if (window != null) EventQueue.invokeLater(window::dispose);
	}
}
