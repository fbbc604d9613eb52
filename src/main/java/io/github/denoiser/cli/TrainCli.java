package io.github.denoiser.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.history.HistoryRecorder;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.training.TrainingImageLoader;
import io.github.denoiser.method.NoisyMethod;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.NoiseSettings;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.LearnFrom;
import io.github.denoiser.settings.RateSchedule;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.settings.TrainingPreset;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListeners;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.NetworkSettings;
import io.github.denoiser.workflow.TrainingMethods;
import io.github.denoiser.workflow.TrainingWorkflow;

@Command(name = "train", mixinStandardHelpOptions = true,
	description = "Trains a model on your own images.")
final class TrainCli implements Runnable {

	private static final double ANY_RATE = 0.001;

	@Parameters(index = "0", paramLabel = "IMAGES", description = "Folder of images (subfolders too), or one image, stack, film, IDX or FER-2013 CSV file.")
	private Path images;

	@Parameters(index = "1", paramLabel = "MODEL", description = "The file (.zip) that the trained model is saved as.")
	private Path model;

	@Option(names = "--noise", defaultValue = "Mixed", description = "With learn_from=clean: Gaussian, Poisson, Poisson-Gaussian, Mixed, Coefficient, " +
		"Speckle, Salt-and-pepper or Masking. Default: ${DEFAULT-VALUE}.")
	private String noise;

	@Option(names = "--sigma", defaultValue = "5", description = "Least sigma of Gaussian noise, in grey levels of 255. Default: ${DEFAULT-VALUE}.")
	private double sigma;

	@Option(names = "--sigma_max", defaultValue = "50", description = "Greatest sigma; 0: the same. Default: ${DEFAULT-VALUE}.")
	private double maxSigma;

	@Option(names = "--photons", defaultValue = "5", description = "Fewest photons at white. Default: ${DEFAULT-VALUE}.")
	private double photons;

	@Option(names = "--photons_max", defaultValue = "500", description = "Most photons at white; 0: the same. Default: ${DEFAULT-VALUE}.")
	private double maxPhotons;

	@Option(names = "--mean", defaultValue = "0", description = "Gaussian: what it adds on average, in grey levels of 255. Default: ${DEFAULT-VALUE}.")
	private double mean;

	@Option(names = "--variance", defaultValue = "0",
		description = "Gaussian: variance in place of sigma, in squared grey levels of 255, for example 550; 0: take sigma. Default: ${DEFAULT-VALUE}.")
	private double variance;

	@Option(names = "--gain", defaultValue = "0",
		description = "Poisson-Gaussian, Mixed: grey levels of 255 per photon, in place of photons; 0: take photons. Default: ${DEFAULT-VALUE}.")
	private double gain;

	@Option(names = "--offset", defaultValue = "0",
		description = "Poisson-Gaussian, Mixed: the grey level of no light, of 255. Default: ${DEFAULT-VALUE}.")
	private double offset;

	@Option(names = "--read_noise", defaultValue = "-1", description = "Poisson-Gaussian, Mixed: standard deviation of the read noise, in " +
		"grey levels of 255; -1: anew for every patch, up to two fifths of the greatest sigma. Default: ${DEFAULT-VALUE}.")
	private double readNoise;

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

	@Option(names = "--copies", defaultValue = "0", description = "Rounds over all training images that make an epoch, each time with new noise; " +
		"0: --steps says. Default: ${DEFAULT-VALUE}.")
	private int copies;

	@Option(names = "--augment", defaultValue = "true", arity = "1", paramLabel = "true|false",
		description = "Mirror and turn patches at random: eight images of each. Default: ${DEFAULT-VALUE}.")
	private boolean augment;

	@Option(names = "--batch_size", defaultValue = "4", description = "Patches a batch. Default: ${DEFAULT-VALUE}.")
	private int batchSize;

	@Option(names = "--patch_size", defaultValue = "64", description = "Edge of a patch in pixels. Default: ${DEFAULT-VALUE}.")
	private int patchSize;

	@Option(names = "--learning_rate", defaultValue = "0",
		description = "Greatest step size of Adam; 0: 0.001 for a new network, 0.0002 for one that goes on from a model. Default: ${DEFAULT-VALUE}.")
	private double learningRate;

	@Option(names = "--schedule", defaultValue = "cosine", description = "How the learning rate goes on: cosine (falls to nearly nothing at " +
		"the end), plateau (halves when validation stands still) or constant. Default: ${DEFAULT-VALUE}.")
	private String schedule;

	@Option(names = "--average", defaultValue = "0",
		description = "Keep a moving average of the weights over the steps: the weight of the past, for example 0.999; 0: none. Default: ${DEFAULT-VALUE}.")
	private double average;

	@Option(names = "--validation", defaultValue = "0.1", description = "Share of the images for validation. Default: ${DEFAULT-VALUE}.")
	private double validation;

	@Option(names = "--seed", defaultValue = "1", description = "Seed of everything random. Default: ${DEFAULT-VALUE}.")
	private long seed;

	@Option(names = "--loss",
		description = "With learn_from=clean: ${COMPLETION-CANDIDATES}. Default: L1 for the U-Nets, MSE for the autoencoders.")
	private Loss loss;

	@Option(names = "--start_model", defaultValue = ModelLibrary.GENERAL, paramLabel = "NAME|FILE",
		description = "A shipped model's name or a model file to go on from, or " + InitialWeights.NOTHING +
			": a new network. Default: ${DEFAULT-VALUE}.")
	private String startModel;

	@Option(names = "--learn_from", defaultValue = "noisy",
		description = "noisy: noisy images and nothing else. clean_pairs: IMAGES are noisy, --partners clean. noisy_pairs: " +
			"each scene twice, or a time series. clean: clean images, noise is added. Default: ${DEFAULT-VALUE}.")
	private String learnFrom;

	@Option(names = "--partners", defaultValue = "", paramLabel = "FOLDER",
		description = "Folder, image or stack of the partners of pairs. Without, noisy_pairs takes each frame with the next.")
	private String partners;

	@Option(names = "--channel", defaultValue = "0",
		description = "If IMAGES is one file: learn from this channel only; 0: one model for all channels. Default: ${DEFAULT-VALUE}.")
	private int channel;

	@Option(names = "--channels_together", defaultValue = "false", arity = "1", paramLabel = "true|false",
		description = "One model that sees red, green and blue, or all channels of a stack, at once. Starts from nothing, or from such a " +
			"model. Default: ${DEFAULT-VALUE}.")
	private boolean channelsTogether;

	@Option(names = "--noisy_method", defaultValue = "auto",
		description = "How to learn from noisy images: auto, blind_spot, recorrupted or thinned. Default: ${DEFAULT-VALUE}.")
	private String noisyMethod;

	@Option(names = "--coefficient", defaultValue = "0.5", description = "Of Coefficient and Speckle, 0 to 1. Default: ${DEFAULT-VALUE}.")
	private double coefficient;

	@Option(names = "--share", defaultValue = "0.1",
		description = "Of pixels that Salt-and-pepper and Masking change, 0 to 1. Default: ${DEFAULT-VALUE}.")
	private double share;

	@Option(names = "--white", defaultValue = "0",
		description = "With learn_from=clean: the grey value that sigma takes for 255, and photons for white; black is 0 then. 255 for " +
			"8-bit images as in the papers. 0: measured. Default: ${DEFAULT-VALUE}.")
	private double white;

	@Option(names = "--grain", defaultValue = "0", description = "Gaussian, Poisson, Mixed: how far neighbouring pixels share the " +
		"noise, least blur of it in pixels; 0: not at all. With Mixed, that of every third patch. Default: ${DEFAULT-VALUE}.")
	private double grain;

	@Option(names = "--grain_max", defaultValue = "0", description = "Greatest one; 0: the same. Default: ${DEFAULT-VALUE}.")
	private double maxGrain;

	@Option(names = "--architecture", defaultValue = "unet",
		description = "unet, blind_spot_unet, dense_autoencoder (of images of the patch size) or convolutional_autoencoder. Default: ${DEFAULT-VALUE}.")
	private String architecture;

	@Option(names = "--after_model", defaultValue = "", paramLabel = "NAME|FILE",
		description = "With clean images or partners: a model that the images go through first, so that the new one learns to improve " +
			"its output; apply both in turn later.")
	private String afterModel;

	@Option(names = "--patch_height", defaultValue = "0",
		description = "For dense_autoencoder: height of its images, --patch_size being their width; 0: the same. Default: ${DEFAULT-VALUE}.")
	private int patchHeight;

	@Option(names = "--latent", defaultValue = "" + NetworkSettings.DEFAULT_LATENT,
		description = "For dense_autoencoder: numbers that every image goes through. Default: ${DEFAULT-VALUE}.")
	private int latent;

	@Option(names = "--filters", defaultValue = NetworkSettings.DEFAULT_FILTERS,
		description = "For dense_autoencoder: channels of its two levels. Default: ${DEFAULT-VALUE}.")
	private String filters;

	@Option(names = "--activation", defaultValue = "leaky_relu",
		description = "For dense_autoencoder: leaky_relu or relu. Default: ${DEFAULT-VALUE}.")
	private String activation;

	@Option(names = "--fixed_size", defaultValue = "tile",
		description = "For dense_autoencoder: tile (cut tiles of the patch size) or resize (whole images to it). Default: ${DEFAULT-VALUE}.")
	private String fixedSize;

	@Option(names = "--patience", defaultValue = "0",
		description = "End after so many epochs without improvement; 0: never. Default: ${DEFAULT-VALUE}.")
	private int patience;

	@Option(names = "--resume", defaultValue = "true", arity = "1", paramLabel = "true|false",
		description = "Go on with a training of the same settings, images and model file that was interrupted. Default: ${DEFAULT-VALUE}.")
	private boolean resume;

	@Option(names = "--csv", paramLabel = "FILE", description = "Write the history to this file, epoch by epoch.")
	private Path csv;

	@Option(names = "--tensorboard", paramLabel = "FOLDER", description = "Write losses, PSNR and previews for TensorBoard: a run's folder.")
	private Path tensorBoard;

	@Override
	public void run() {
		final double limit = minutes != null ? minutes : TrainingPreset.of(preset).minutes();
		final LearnFrom what = LearnFrom.of(learnFrom);
		checkValues(what, limit);
		Engines.requireAddressSpace();
		ModelWriter.checkWritable(model);
		final TrainingImageLoader choice = choice(what);
		final NetworkSettings network = NetworkSettings.of(ArchitectureKind.of(architecture), patchSize, patchHeight, filters, latent,
			Activation.of(activation));
		final int channels = choice.channels();
		final InitialWeights start = InitialWeights.of(startModel, network, channels, seed);
		final TrainingConfig config = config(what, limit, start.learningRate());
		final TrainingMethod method = method(what, channels);
		final ImageStore<Sample> samples = choice.samples(what);
		final DenoiserModel trained;
		try (HistoryRecorder recorder = new HistoryRecorder(csv, tensorBoard, Console::note)) {
			trained = new TrainingWorkflow(Engines.start(), start, method, config, FixedSizeMode.of(fixedSize),
				TrainingWorkflow.defaultImageMemory()).run(samples, model, resume, new TrainingControl(new CancelToken()),
					TrainingListeners.of(new ConsoleTraining(), recorder));
		}
		Console.line("Saved:   " + trained.info().name() + " as " + model);
	}

	/** Looks at everything that can be wrong whatever the images, before one of them is read. */
	private void checkValues(final LearnFrom what, final double limit) {
		NetworkSettings.of(ArchitectureKind.of(architecture), patchSize, patchHeight, filters, latent, Activation.of(activation));
		NoisyMethod.of(noisyMethod);
		FixedSizeMode.of(fixedSize);
		if (what == LearnFrom.CLEAN) noise();
		config(what, limit, ANY_RATE);
	}

	private TrainingConfig config(final LearnFrom what, final double limit, final double usualRate) {
		return TrainingConfig.builder().patchSize(patchSize).batchSize(batchSize).epochs(TrainingPreset.epochs(epochs, limit))
			.stepsPerEpoch(steps).copies(copies).white(what == LearnFrom.CLEAN ? white : 0).turned(augment).minutes(limit)
			.learningRate(learningRate == 0 ? usualRate : learningRate).schedule(RateSchedule.of(schedule)).average(average).patience(
				patience).validationShare(validation).seed(seed).build();
	}

	private TrainingMethod method(final LearnFrom what, final int channels) {
		return TrainingMethods.method(what, NoisyMethod.of(noisyMethod), this::noise, loss == null ? NetworkSettings.usualLoss(
			ArchitectureKind.of(architecture)) : loss, afterModel, channels);
	}

	private NoiseModel noise() {
		return NoiseSettings.builder(NoiseKind.of(noise)).sigma(sigma, maxSigma).mean(mean).variance(variance).photons(photons, maxPhotons)
			.gain(gain).offset(offset).trainingReadNoise(readNoise).coefficient(coefficient, 0).share(share, 0).grain(grain, maxGrain).build().model();
	}

	/** Where that matters, a single file is opened as an image: only that knows what is a frame, or a channel. */
	private TrainingImageLoader choice(final LearnFrom what) {
		final boolean open = Files.isRegularFile(images) && (channel != 0 || what == LearnFrom.NOISY_PAIRS && partners.isEmpty());
		return new TrainingImageLoader(open ? ImageFile.open(images) : null, open ? null : images, channel,
			channelsTogether, partners, TrainingWorkflow.defaultImageMemory() / 2, Console::note, new CancelToken());
	}
}
