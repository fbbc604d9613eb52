// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import ij.IJ;
import ij.macro.Interpreter;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;

/**
 * Shows a training while it runs, and its result. To be closed when the training has
 * ended, however it ended.
 */
public interface TrainingDisplay extends TrainingListener, AutoCloseable {

	/** @return whether the user sees notes and the result here, and need not be told of them elsewhere */
	boolean isLookedAt();

	/** The model is saved. Otherwise {@link #close()} means that there is none. */
	void saved();

	/**
	 * Asks the user whether to end the training, and what to keep; returns at once, and the training goes on meanwhile.
	 */
	void askToEnd();

	/** The training has ended. The window may stay for the user to look at. */
	@Override
	void close();

	/** @return a display that shows nothing, unless it has to ask */
	static TrainingDisplay none(final TrainingControl control, final Path destination) {
		final EndQuestion question = new EndQuestion(control, destination);
		return new TrainingDisplay() {

			@Override
			public void epochDone(final EpochRecord epoch, final boolean best) {
				// nothing to show it in
			}

			@Override
			public boolean isLookedAt() {
				return false;
			}

			@Override
			public void saved() {
				// nothing to show it in
			}

			@Override
			public void askToEnd() {
				question.ask();
			}

			@Override
			public void close() {
				question.close();
			}
		};
	}

	/** @return whether there is an ImageJ on the screen, with somebody to look at it */
	static boolean isPossible() {
		return !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null && !Interpreter.isBatchMode();
	}

	/**
	 * @param wanted whether to show a window, if {@link #isPossible()}
	 * @param unattended whether nobody is there to close the window at the end, so that it
	 *          closes itself
	 * @param control what the buttons act on
	 * @param destination where the model will be saved
	 * @param reading says in a sentence what the curves mean; asked on the event thread
	 * @param denoise runs the model on the current image; called on the event thread, and
	 *          should return at once
	 * @return a window that opens when the training starts, or nothing
	 */
	static TrainingDisplay of(final boolean wanted, final boolean unattended, final TrainingControl control,
		final Path destination, final Function<List<EpochRecord>, String> reading, final Runnable denoise)
	{
		if (!wanted || !isPossible()) return none(control, destination);
		return new TrainingWindow(unattended, control, destination, reading, denoise);
	}
}
