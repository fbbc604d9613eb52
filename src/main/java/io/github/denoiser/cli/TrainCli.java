package io.github.denoiser.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.config.TrainingPreset;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.ij1.TrainingImages;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.workflow.TrainingMethod;
import io.github.denoiser.workflow.TrainingWorkflow;

@Command(name = "train", mixinStandardHelpOptions = true,
	description = "Trains a model on clean images, to which it adds noise.")
final class TrainCli implements Runnable {

	@Parameters(index = "0", paramLabel = "IMAGES", description = "Folder of clean images (subfolders too), or one image or stack.")
	private Path images;

	@Parameters(index = "1", paramLabel = "MODEL", description = "The file (.zip) that the trained model is saved as.")
	private Path model;

	@Option(names = "--noise", defaultValue = "Mixed", description = "Gaussian, Poisson, Poisson-Gaussian or Mixed. Default: ${DEFAULT-VALUE}.")
	private String noise;

	@Option(names = "--sigma", defaultValue = "5", description = "Least sigma of Gaussian noise, in grey levels of 255. Default: ${DEFAULT-VALUE}.")
	private double sigma;

	@Option(names = "--sigma_max", defaultValue = "50", description = "Greatest sigma; 0: the same. Default: ${DEFAULT-VALUE}.")
	private double maxSigma;

	@Option(names = "--photons", defaultValue = "5", description = "Fewest photons at white. Default: ${DEFAULT-VALUE}.")
	private double photons;

	@Option(names = "--photons_max", defaultValue = "500", description = "Most photons at white; 0: the same. Default: ${DEFAULT-VALUE}.")
	private double maxPhotons;

	@Option(names = "--preset", defaultValue = "quick",
		description = "Training time: quick (4 minutes), thorough (1 hour), overnight (8 hours), or custom: as many epochs as " +
			"--epochs says. Default: ${DEFAULT-VALUE}.")
	private String preset;

	@Option(names = "--minutes", description = "Training time instead of a preset's; 0: until the epochs are done.")
	private Double minutes;

	@Option(names = "--epochs", defaultValue = "0",
		description = "Most rounds of training; 0: as many as fit into the time, or 100 if that has no limit. Default: ${DEFAULT-VALUE}.")
	private int epochs;

	@Option(names = "--steps", defaultValue = "100", description = "Batches an epoch. Default: ${DEFAULT-VALUE}.")
	private int steps;

	@Option(names = "--batch_size", defaultValue = "4", description = "Patches a batch. Default: ${DEFAULT-VALUE}.")
	private int batchSize;

	@Option(names = "--patch_size", defaultValue = "64", description = "Edge of a patch in pixels. Default: ${DEFAULT-VALUE}.")
	private int patchSize;

	@Option(names = "--learning_rate", defaultValue = "0.001", description = "Greatest step size of Adam. Default: ${DEFAULT-VALUE}.")
	private double learningRate;

	@Option(names = "--validation", defaultValue = "0.1", description = "Share of the images for validation. Default: ${DEFAULT-VALUE}.")
	private double validation;

	@Option(names = "--seed", defaultValue = "1", description = "Seed of everything random. Default: ${DEFAULT-VALUE}.")
	private long seed;

	@Option(names = "--start_model", paramLabel = "FILE", description = "A model to go on from, instead of random weights.")
	private Path startModel;

	@Option(names = "--learn_from", defaultValue = "clean")
	private String learnFrom;

	private TrainingMethod method(final NoiseModel noiseModel) {
		switch (learnFrom) {
			case "blind": return TrainingMethod.blindSpot();
			case "r2r": return TrainingMethod.recorrupted();
			default: return TrainingMethod.clean(noiseModel);
		}
	}

	@Override
	public void run() {
		ModelWriter.checkWritable(model);
		final NoiseModel noiseModel = NoiseKind.of(noise).model(sigma, maxSigma, photons, maxPhotons);
		final double limit = minutes != null ? minutes : TrainingPreset.of(preset).minutes();
		final TrainingConfig config = TrainingConfig.builder().patchSize(patchSize).batchSize(batchSize).epochs(TrainingPreset.epochs(epochs,
			limit)).stepsPerEpoch(steps).minutes(limit).learningRate(learningRate).validationShare(validation).seed(seed).build();
		final DenoiserModel start = startModel == null ? null : ModelReader.read(startModel);
		final NetworkSpec network = start == null ? Architectures.standard(1) : start.network();
		final List<Plane> planes = TrainingImages.ofFolder(images, System.err::println);
		final SameDiffEngine engine = new SameDiffEngine();
		final DenoiserModel trained = new TrainingWorkflow(engine, network, start == null ? Weights.random(network, seed)
			: start.weights(), method(noiseModel), config).run(planes.stream().map(Sample::of).collect(Collectors.toList()), model,
				true, new TrainingControl(new CancelToken()), new ConsoleTraining());
		System.out.println("Saved:   " + trained.info().name() + " as " + model);
	}
}
