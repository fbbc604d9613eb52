// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.awt.CheckboxGroup;
import java.util.List;
import java.util.stream.Collectors;

import org.scijava.module.Module;

import ij.gui.GenericDialog;

/** Before the dialog of a command: whether to go on with a training that was interrupted. */
public final class ResumeOffer {

	/** Of more than that, the newest are shown. */
	private static final int MOST = 6;

	private ResumeOffer() {
		// static methods only
	}

	/**
	 * Asks if there is something to go on with, and if so gives the module all its inputs. A
	 * training that the user does not want is not offered again; its state stays.
	 *
	 * @return false if the user wants to cancel the command
	 */
	public static boolean make(final Module module) {
		if (!(module.getDelegateObject() instanceof Resumable)) return true;
		final List<InterruptedTraining> all = InterruptedTrainings.list();
		final List<InterruptedTraining> trainings = all.subList(0, Math.min(MOST, all.size()));
		if (trainings.isEmpty()) return true;
		final GenericDialog dialog = dialog(trainings);
		dialog.showDialog();
		if (dialog.wasCanceled()) return false;
		if (!dialog.wasOKed()) {
			trainings.forEach(InterruptedTrainings::forget);
			return true;
		}
		chosen(dialog, trainings).restore(module);
		((Resumable) module.getDelegateObject()).goOnOnly();
		return true;
	}

	private static GenericDialog dialog(final List<InterruptedTraining> trainings) {
		final GenericDialog dialog = new GenericDialog("Train Denoiser");
		if (trainings.size() == 1) {
			dialog.addMessage(
				"Training " + trainings.get(0).description() + ", was interrupted.\nResume it, with the settings it had?");
		}
		else {
			final String[] texts = trainings.stream().map(InterruptedTraining::description).collect(Collectors.toList())
				.toArray(new String[0]);
			dialog.addMessage("These trainings were interrupted. Resume one, with the settings it had?");
			dialog.addRadioButtonGroup(null, texts, texts.length, 1, texts[0]);
		}
		dialog.enableYesNoCancel("Resume", "Train Another");
		dialog
			.addMessage("Train Another: you are not asked again. The same settings and model file resume it nevertheless.");
		return dialog;
	}

	/** Read from the buttons themselves: the dialog would record its answer as an option of the command. */
	private static InterruptedTraining chosen(final GenericDialog dialog, final List<InterruptedTraining> trainings) {
		if (trainings.size() == 1) return trainings.get(0);
		final String text = ((CheckboxGroup) dialog.getRadioButtonGroups().get(0)).getSelectedCheckbox().getLabel();
		return trainings.stream().filter(training -> training.description().equals(text)).findFirst().orElseThrow();
	}
}
