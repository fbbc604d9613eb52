// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.papers.PaperExperiment;
import io.github.denoiser.papers.PaperNetwork;
import io.github.denoiser.papers.PaperResult;
import io.github.denoiser.papers.PaperTraining;
import io.github.denoiser.papers.PaperVariant;
import io.github.denoiser.papers.PapersPage;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;

@Command(name = "reproduce", mixinStandardHelpOptions = true,
	description = "Does the experiments of Bernier and Lucio's paper again, and puts the paper's table, its network's " +
		"and the default network's side by side. Takes hours; an interrupted run goes on where it stopped, and what is " +
		"done is not done again. Data sets that are not there are left out.")
final class ReproduceCli implements Runnable {

	private static final String PICTURES = "images/papers";

	@Parameters(index = "0", paramLabel = "DATA",
		description = "Folder that holds mnist/ and fashion-mnist/ (IDX files, gzip or not), xray/ (images), fer2013.csv.")
	private Path data;

	@Parameters(index = "1", paramLabel = "OUTPUT",
		description = "Folder for models, and for papers.md with its pictures.")
	private Path output;

	@Option(names = "--only", split = ",", paramLabel = "NAME",
		description = "Only these: mnist, fashion-mnist, fer-2013, xray. Default: all.")
	private List<String> only = PaperExperiment.labels();

	@Option(names = "--network", split = ",", paramLabel = "NAME",
		description = "Only the paper's network (paper) or this plugin's (default). Default: both.")
	private List<String> networks = PaperNetwork.labels();

	@Option(names = "--quick",
		description = "A minute or two for each, on a part of the data; fails if a network is not on the way to denoise.")
	private boolean quick;

	@Option(names = "--variants",
		description = "Also trains the networks with one thing changed at a time, to see what their figures depend on " +
			"where the wished ones are not reached. Three hours more.")
	private boolean variants;

	@Option(names = "--no-training", description = "Only puts together what has been trained already.")
	private boolean noTraining;

	@Override
	public void run() {
		final PaperData sets = new PaperData(data, Console::note);
		final Path pictures = folder(output.resolve(PICTURES));
		final Engine engine = Engines.start();
		final List<PaperResult> results = new ArrayList<>();
		final Map<PaperVariant, DenoiserModel> changed = new EnumMap<>(PaperVariant.class);
		for (final PaperExperiment experiment : PaperExperiment.values()) {
			if (only.stream().map(PaperExperiment::of).noneMatch(experiment::equals)) continue;
			final Optional<ImageStore<Plane>> images = sets.images(experiment);
			if (images.isPresent()) {
				results.add(run(experiment, images.get(), engine, pictures));
				if (variants) changed.putAll(variants(experiment, images.get(), engine));
			}
			else Console.note(experiment.title() + " is not in \"" + data + "\" and is left out. It belongs into " +
				PaperData.place(experiment) + ".");
		}
		if (results.isEmpty()) {
			throw new DenoiserException("None of the data sets is in \"" + data + "\". Name the folder that holds them.");
		}
		final PapersPage page = new PapersPage(results, changed, quick,
			"mvn -q compile exec:java -Dexec.args=\"reproduce DATA OUTPUT" + (quick ? " --quick" : "") +
				(variants ? " --variants" : "") + "\"");
		Console.lines(page.table());
		write(page.markdown(PICTURES), output.resolve("papers.md"));
		if (quick) requireOnTheWay(results);
	}

	private PaperResult run(final PaperExperiment experiment, final ImageStore<Plane> images, final Engine engine,
		final Path pictures)
	{
		final Map<PaperNetwork, DenoiserModel> models = new EnumMap<>(PaperNetwork.class);
		double noisyLoss = 0;
		for (final String label : networks) {
			final PaperNetwork network = PaperNetwork.of(label);
			final PaperTraining training = new PaperTraining(experiment, network, quick);
			noisyLoss = training.noisyLoss(images);
			final Path file = output.resolve(experiment.label() + "-" + network.label() + ".zip");
			Console.line(experiment.title() + ", " + network.label() + " network: " + file);
			final Optional<DenoiserModel> model = train(training, images, engine, file);
			if (model.isEmpty()) continue;
			PaperPictures.savePlot(model.get(), pictures.resolve(PapersPage.plot(experiment, network)));
			PaperPictures.saveFigure(training, images, model.get(), engine,
				pictures.resolve(PapersPage.figure(experiment, network)));
			models.put(network, model.get());
		}
		return new PaperResult(experiment, images.size(), noisyLoss, models);
	}

	private Map<PaperVariant, DenoiserModel> variants(final PaperExperiment experiment, final ImageStore<Plane> images,
		final Engine engine)
	{
		final Map<PaperVariant, DenoiserModel> models = new EnumMap<>(PaperVariant.class);
		for (final PaperVariant variant : PaperVariant.values()) {
			if (variant.experiment() != experiment ||
				networks.stream().map(PaperNetwork::of).noneMatch(variant.base()::equals)) continue;
			final Path file = output
				.resolve(experiment.label() + "-" + variant.base().label() + "-" + variant.label() + ".zip");
			Console.line(experiment.title() + ", " + variant.base().label() + " network, " + variant.title() + ": " + file);
			train(new PaperTraining(variant), images, engine, file).ifPresent(model -> models.put(variant, model));
		}
		return models;
	}

	private Optional<DenoiserModel> train(final PaperTraining training, final ImageStore<Plane> images,
		final Engine engine, final Path file)
	{
		if (noTraining) return training.result(images, file);
		return Optional
			.of(training.run(engine, images, file, new TrainingControl(new CancelToken()), new ConsoleTraining()));
	}

	private static void requireOnTheWay(final List<PaperResult> results) {
		for (final PaperResult result : results) {
			if (result.isOnTheWay()) continue;
			throw new DenoiserException("After a quick training on " + result.experiment().title() +
				" the error is still more than half of the noise itself. Something is wrong with the data or the program.");
		}
	}

	private static Path folder(final Path path) {
		try {
			return Files.createDirectories(path);
		}
		catch (final IOException e) {
			throw new DenoiserException("The folder \"" + path + "\" cannot be made. Choose another output.", e);
		}
	}

	private static void write(final String text, final Path file) {
		try {
			AtomicFile.write(file, text, StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw WriteException.report("\"" + file + "\" cannot be written", e);
		}
		Console.line("Saved:   " + file);
	}
}
