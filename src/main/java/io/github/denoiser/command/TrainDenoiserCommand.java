// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.nio.file.Path;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.history.HistoryRecorder;
import io.github.denoiser.history.LossCurveDiagnosis;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.param.MenuCommand;
import io.github.denoiser.imagej.training.TrainingImageLoader;
import io.github.denoiser.imagej.work.Attendance;
import io.github.denoiser.imagej.work.EscapeTarget;
import io.github.denoiser.imagej.work.Resumable;
import io.github.denoiser.imagej.work.ResumeQuestion;
import io.github.denoiser.imagej.work.RunningTraining;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.LearnFrom;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.CheckpointFile;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingListeners;
import io.github.denoiser.train.TrainingStart;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.ui.training.TrainingDisplay;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.TrainingWorkflow;

/**
 * Trains a denoiser and saves it as a model package. A cancel ends the training
 * early: the best model so far is saved, and handed over as the output.
 */
@Plugin(type = Command.class, label = "Train Denoiser...", visible = false, headless = true,
	description = "Trains a denoiser on your own images. " +
		"The trained model is saved as a file for Denoise Image. Esc ends a training early and asks whether to keep the " +
		"best model so far.")
public class TrainDenoiserCommand extends TrainingCommand implements EscapeTarget, Resumable {

	@Parameter(type = ItemIO.OUTPUT)
	private String model;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus residual;

	@Parameter(required = false)
	private LogService log;

	/** What asks before a training ends; null as long as nothing is learned. */
	private volatile TrainingDisplay asking;
	private Runnable begun = () -> {};
	private boolean goesOnOnly;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		if (isEmpty(save_as)) {
			throw new DenoiserException(
				"Save model as (save_as) is empty. Enter the file (.zip) that the trained model is to be saved as.");
		}
		final Path destination = Paths.of("save_as", save_as.getPath()).toAbsolutePath();
		ModelWriter.checkWritable(destination);
		final TrainingReport report = new TrainingReport(log, progress, cancel);
		final TrainingImageLoader loader = images(report::noted, cancel);
		progress.progress(0, 1, "Looking at the images");
		final int count = loader.channels();
		final TrainingMethod method = method(count);
		final InitialWeights start = start(count);
		final TrainingConfig config = config(start);
		final LearnFrom what = learnFrom();
		final ImageStore<Sample> images = loader.samples(what);

		progress.progress(0, 1, "Starting the engine");
		final TrainingControl control = new TrainingControl(cancel);
		try (HistoryRecorder recorder = recorder(destination, report::noted);
			RunningTraining running = new RunningTraining(destination, control);
			TrainingDisplay display = TrainingDisplay.of(show_progress, Attendance.isUnattended(), control, destination,
				epochs -> LossCurveDiagnosis.of(epochs, what == LearnFrom.CLEAN || what == LearnFrom.CLEAN_PAIRS).toString(),
				() -> MenuCommand.denoiseWith(destination, isEmpty(folder) ? image : null)))
		{
			report.beQuiet(display.isLookedAt());
			final TrainingWorkflow workflow = new TrainingWorkflow(Engines.start(cancel), start, method, config, fixedSize(),
				TrainingWorkflow.defaultImageMemory());
			if (goesOnOnly) workflow.onlyGoingOn();
			workflow.run(images, destination, interrupted -> goesOnOnly || resume && ResumeQuestion.goOn(interrupted),
				control, TrainingListeners.of(report, display, recorder, running, new Begin(display)));
			running.saved();
			display.saved();
		}
		finally {
			asking = null;
		}
		model = destination.toString();
		report.saved(destination);
		final ResidualReport verdict = report.verdict();
		if (show_residual && verdict != null) {
			residual = ResidualImage.of("Removed by " + destination.getFileName(), verdict);
		}
	}

	@Override
	public boolean worksOn(final ImagePlus other) {
		return isEmpty(folder) && (other == image || other.getTitle().equals(partners));
	}

	@Override
	public void escapePressed() {
		final TrainingDisplay display = asking;
		if (display == null) cancel(null);
		else display.askToEnd();
	}

	@Override
	public Path state() {
		return isEmpty(save_as) ? null : CheckpointFile.beside(Paths.of("save_as", save_as.getPath()).toAbsolutePath());
	}

	@Override
	public void whenBegun(final Runnable note) {
		begun = note;
	}

	@Override
	public void goOnOnly() {
		goesOnOnly = true;
	}

	/** The training begins: from now on there is something to lose. */
	private final class Begin implements TrainingListener {

		private final TrainingDisplay display;

		Begin(final TrainingDisplay display) {
			this.display = display;
		}

		@Override
		public void started(final TrainingStart training) {
			begun.run();
			asking = display;
		}

		@Override
		public void epochDone(final EpochRecord epoch, final boolean best) {
			// Only the beginning matters.
		}
	}
}
