// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.command.TrainDenoiserCommand;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.history.HistoryRecorder;
import io.github.denoiser.imagej.training.TrainingImageLoader;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListeners;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.TrainingWorkflow;

@Command(name = "train", description = "Trains a model on your own images.")
final class TrainCli extends CommandCli<TrainDenoiserCommand> {

	@Parameters(index = "0", paramLabel = "IMAGES",
		description = "Folder of images (subfolders too), or one image, stack, film, IDX or FER-2013 CSV file.")
	private Path images;

	@Parameters(index = "1", paramLabel = "MODEL", description = "The file (.zip) that the trained model is saved as.")
	private Path model;

	@Option(names = "--csv", paramLabel = "FILE", description = "Write the history to this file, epoch by epoch.")
	private Path csv;

	@Option(names = "--tensorboard", paramLabel = "FOLDER",
		description = "Write losses, PSNR and previews for TensorBoard: a run's folder.")
	private Path tensorBoard;

	TrainCli() {
		super(TrainDenoiserCommand.class, "folder", "save_as", "show_progress", "show_residual");
	}

	@Override
	void run(final TrainDenoiserCommand command) {
		// Here, no minutes are no limit; in the dialog they say nothing, and the training time does.
		if (has("minutes")) command.endAfterMinutesOnly();
		command.checkValues();
		ModelWriter.checkWritable(model);
		command.takeImagesFrom(images);
		final TrainingImageLoader loader = command.images(Console::note, new CancelToken());
		final int channels = loader.channels();
		final InitialWeights start = command.start(channels);
		final TrainingConfig config = command.config(start);
		final TrainingMethod method = command.method(channels);
		final ImageStore<Sample> samples = loader.samples(command.learnFrom());
		final DenoiserModel trained;
		try (HistoryRecorder recorder = csv == null && tensorBoard == null ? command.recorder(model, Console::note)
			: new HistoryRecorder(csv, tensorBoard, Console::note))
		{
			trained = new TrainingWorkflow(Engines.start(), start, method, config, command.fixedSize(),
				TrainingWorkflow.defaultImageMemory()).run(samples, model, command.resumes(),
					new TrainingControl(new CancelToken()), TrainingListeners.of(new ConsoleTraining(), recorder));
		}
		Console.line("Saved:   " + trained.info().name() + " as " + model);
	}
}
