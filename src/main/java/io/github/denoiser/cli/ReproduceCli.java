package io.github.denoiser.cli;

import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.papers.PaperExperiment;
import io.github.denoiser.papers.PaperNetwork;
import io.github.denoiser.papers.PaperTraining;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.train.TrainingControl;

@Command(name = "reproduce", mixinStandardHelpOptions = true, description = "Does the experiments of the papers again.")
final class ReproduceCli implements Runnable {

	@Parameters(index = "0", paramLabel = "DATA", description = "Folder of the data sets.")
	private Path data;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Folder for models.")
	private Path output;

	@Option(names = "--only", split = ",")
	private List<String> only = PaperExperiment.labels();

	@Option(names = "--network", split = ",")
	private List<PaperNetwork> networks = List.of(PaperNetwork.values());

	@Option(names = "--quick")
	private boolean quick;

	@Override
	public void run() {
		for (final String label : only) {
			final PaperExperiment experiment = PaperExperiment.of(label);
			final ImageStore<Plane> images = PaperData.find(experiment, data, System.err::println);
			if (images == null) continue;
			for (final PaperNetwork network : networks) {
				final DenoiserModel model = new PaperTraining(experiment, network, quick).run(new SameDiffEngine(), images, output
					.resolve(experiment.label() + "-" + network.label() + ".zip"), new TrainingControl(new CancelToken()),
					new ConsoleTraining());
				System.out.println(model + " " + PaperTraining.best(model.info().history(), 25).validationLoss());
			}
		}
	}
}
