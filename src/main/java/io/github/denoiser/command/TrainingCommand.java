// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;
import io.github.denoiser.core.Labels;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.history.HistoryRecorder;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.training.TrainingImageLoader;
import io.github.denoiser.method.NoisyMethod;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.ModelLibrary;
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
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.NetworkSettings;
import io.github.denoiser.workflow.TrainingMethods;
import io.github.denoiser.workflow.TrainingWorkflow;

/**
 * The parameters of a training, and what they mean: the only place that declares them. Dialogs, macros, scripts and the
 * command line take them from here.
 */
public abstract class TrainingCommand extends CancelableCommand {

	private static final String AUTO_LOSS = "auto";
	/** For checks before the start is known, which has a usual one. */
	private static final double ANY_RATE = 0.001;
	private static final String CAMERA = "learn_from=clean;noise=Poisson-Gaussian|Mixed";
	private static final String GRAINY = "learn_from=clean;noise=Gaussian|Poisson|Poisson-Gaussian|Mixed";

	@Parameter(required = false)
	ImagePlus image;

	@Parameter(label = "What you have", persist = false, choices = { "noisy", "clean_pairs", "noisy_pairs", "clean" },
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "Noisy images only|Noisy images and clean ones of the same scenes|" +
				"Two noisy images of each scene, or a time series|Clean images (noise is added)"),
		description = "Noisy images are enough, even a single one; pairs teach more. Take images like those that you want " +
			"to denoise.")
	private String learn_from = LearnFrom.NOISY.label();

	@Parameter(label = "Folder (empty: open image)", style = "directory", required = false, persist = false,
		autoFill = false, attrs = @Attr(name = DialogHints.MUST_EXIST, value = "true"),
		description = "All images in this folder and its subfolders are used, and the frames of films. " +
			"Leave it empty to train on the current image or stack.")
	File folder;

	@Parameter(label = "Partners", required = false, persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean_pairs|noisy_pairs"),
		description = "The clean or second noisy images: title of an open stack, or a folder of files of the same names. " +
			"Left empty, frames of a time series are paired.")
	String partners = "";

	@Parameter(label = "Save model as", style = "save", persist = false, autoFill = false,
		attrs = @Attr(name = DialogHints.PROPOSAL, value = "my-denoiser.zip"),
		description = "The file (.zip) that the trained model goes to. Choose it in Denoise Image later.")
	File save_as;

	@Parameter(label = "Training time", persist = false, choices = { "quick", "thorough", "overnight", "custom" },
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "Quick (4 minutes)|Thorough (1 hour)|Overnight (8 hours)|Custom (see Epochs)"),
		description = "quick: 4 minutes. thorough: 1 hour. overnight: 8 hours. custom: as many epochs as below. " +
			"Longer training gives better models; Esc asks at any time whether to end it and keep the best model so far.")
	private String preset = TrainingPreset.QUICK.label();

	@Parameter(label = "Start from", persist = false,
		attrs = @Attr(name = DialogHints.MODEL, value = InitialWeights.NOTHING),
		description = "general: the model that comes with the plugin, which is then adapted to your images. " +
			"A model file of yours: training goes on with it. nothing: a new network; takes longer.")
	private String start_model = ModelLibrary.GENERAL;

	@Parameter(label = "Noise to add", persist = false,
		choices = { "Gaussian", "Poisson", "Poisson-Gaussian", "Mixed", "Coefficient", "Speckle", "Salt-and-pepper",
			"Masking" },
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean"),
		description = "The noise that your images have. Gaussian: the same everywhere. Poisson: photon noise. " +
			"Poisson-Gaussian: both. Mixed: if you do not know.")
	private String noise = NoiseKind.MIXED.label();

	@Parameter(label = "Gaussian sigma, from", min = "0", max = "1000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Gaussian|Poisson-Gaussian|Mixed"),
		description = "Weakest noise to expect: its standard deviation, in grey levels of an 8-bit image (0 to 255).")
	private double sigma = 5;

	@Parameter(label = "Gaussian sigma, to", min = "0", max = "1000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "to"),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Gaussian|Poisson-Gaussian|Mixed") },
		description = "Strongest noise to expect: its standard deviation; 0 means the same as the weakest.")
	private double sigma_max = 50;

	@Parameter(label = "Photons at white, from", min = "0.1", max = "1000000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Poisson|Poisson-Gaussian|Mixed") },
		description = "Poisson noise: the fewest photons that the brightest pixels stand for; fewer photons, more noise.")
	private double photons = 5;

	@Parameter(label = "Photons at white, to", min = "0", max = "1000000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "to"),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Poisson|Poisson-Gaussian|Mixed") },
		description = "The most photons that the brightest pixels stand for; 0 means the same as the fewest.")
	private double photons_max = 500;

	@Parameter(label = "Coefficient", min = "0", max = "1", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Coefficient|Speckle"),
		description = "Strength of the noise, from 0 (none) to 1 (most); useful between 0.3 and 0.7.")
	private double coefficient = NoiseSettings.DEFAULT_COEFFICIENT;

	@Parameter(label = "Share of pixels", min = "0", max = "1", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Salt-and-pepper|Masking") },
		description = "How many of all pixels are lost.")
	private double share = NoiseSettings.DEFAULT_SHARE;

	@Parameter(label = "White (0: measured)", min = "0", max = "1000000000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean"),
		description = "The grey value that sigma takes for 255, and photons for white; black is 0 then. 255 for 8-bit " +
			"images as in the papers. 0: measured, the brightest of the images' pixels but one in a thousand.")
	private double white;

	@Parameter(label = "Grain (pixels), from", min = "0", max = "10", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""), @Attr(name = DialogHints.ONLY_WITH, value = GRAINY) },
		description = "How far neighbouring pixels share the noise: it is blurred by so many pixels, that of every third " +
			"patch if the noise is Mixed. 0: every pixel has noise of its own.")
	private double grain;

	@Parameter(label = "Grain (pixels), to", min = "0", max = "10", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "to"), @Attr(name = DialogHints.ONLY_WITH, value = GRAINY) },
		description = "The coarsest grain; 0 means the same as the finest.")
	private double grain_max;

	@Parameter(label = "Network", persist = false,
		choices = { "unet", "blind_spot_unet", "dense_autoencoder", "convolutional_autoencoder" },
		attrs = {
			@Attr(name = DialogHints.CHOICE_LABELS,
				value = "U-Net|U-Net for blind spots (N2V2)|Autoencoder, dense latent|Autoencoder, convolutional"),
			@Attr(name = DialogHints.FOLDED, value = "Advanced settings") },
		description = "U-Net: best for real data. U-Net for blind spots: cannot draw checkerboards. The papers' " +
			"autoencoders: dense latent, for small images that are all alike and of one size, as digits; convolutional, " +
			"small and quick.")
	private String architecture = ArchitectureKind.UNET.label();

	@Parameter(label = "Epochs", min = "0", max = "100000", persist = false,
		description = "Rounds of training, each followed by a validation. " +
			"0: as many as fit into the training time; 100 if that is custom.")
	private int epochs;

	@Parameter(label = "Steps per epoch", min = "1", max = "1000000", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Batches of patches that are learned from in one epoch; fewer if the training time is short.")
	private int steps = 100;

	@Parameter(label = "Seed", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "The same seed gives the same training, if it runs for the same number of steps.")
	private long seed = 1;

	@Parameter(label = "Copies per image", min = "0", max = "100000", persist = false,
		description = "Passes over all images in an epoch, each time with new noise, in place of the steps above. 0: the " +
			"steps count.")
	private int copies;

	@Parameter(label = "Average of weights", min = "0", max = "0.99999", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Keeps a moving average of the network's weights instead of the last ones: the weight of the past, " +
			"for example 0.999. 0: no average.")
	private double average;

	@Parameter(label = "Channel (0: all)", min = "0", max = "1000", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Of the current image. 0: one model learns from all channels, and works on each. " +
			"If they differ much in what they show or in their noise, train a model for each: 1, 2 and so on.")
	private int channel;

	@Parameter(label = "Channels together", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "One model that sees red, green and blue, or all channels of a stack, at once, and works on images " +
			"of as many channels only. For channels that show the same structures. Starts from nothing, or from such a model " +
			"of yours.")
	private boolean channels_together;

	@Parameter(label = "Patches per batch", min = "1", max = "1024", persist = false,
		description = "Larger batches give less noisy gradients, and take more memory and time a step.")
	private int batch_size = 4;

	@Parameter(label = "Patch size (pixels)", min = "8", max = "1024", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Width and height of the pieces that training images are cut into; less if the images are smaller.")
	private int patch_size = 64;

	@Parameter(label = "Validation share", min = "0.01", max = "0.5", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Share of the images that is kept to judge the training and is not learned from.")
	private double validation = 0.1;

	@Parameter(label = "Learning rate", min = "0", max = "1", persist = false,
		description = "Step size of the training at its start. 0: 0.001 for a new network, 0.0002 for one that goes on " +
			"from a model.")
	private double learning_rate;

	@Parameter(label = "Rate schedule", persist = false, choices = { "cosine", "plateau", "constant" },
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.CHOICE_LABELS, value = "Cosine|Plateau|Constant") },
		description = "How the learning rate changes. cosine: it falls to nearly nothing at the end of the training. " +
			"plateau: it halves when validation has not improved for ten epochs. constant: it stays.")
	private String schedule = RateSchedule.COSINE.label();

	@Parameter(label = "Loss", persist = false, choices = { "auto", "MSE", "L1" },
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean"),
			@Attr(name = DialogHints.CHOICE_LABELS, value = "Automatic|Squared errors|Absolute errors") },
		description = "The error that the network learns to make small. MSE: squared, leads to the mean of what is " +
			"possible. L1: absolute, weighs weak and strong noise more evenly. auto: L1 for the U-Nets, MSE for the " +
			"autoencoders.")
	private String loss = AUTO_LOSS;

	@Parameter(label = "Noisy images: how", persist = false, choices = { "auto", "blind_spot", "recorrupted", "thinned" },
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=noisy") },
		description = "blind_spot: pixels are hidden. recorrupted: the measured noise is added once more; for noise that " +
			"neighbouring pixels share. thinned: shot noise is split into two independent images. auto: the one that fits " +
			"the measured noise.")
	private String noisy_method = NoisyMethod.AUTO.label();

	@Parameter(label = "Minutes", min = "0", max = "100000", persist = false,
		description = "Time to train, instead of the training time above; 0: as that says.")
	private double minutes;

	@Parameter(label = "Patience (epochs)", min = "0", max = "100000", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "The training ends early after so many epochs without improvement. 0: never.")
	private int patience;

	@Parameter(label = "Other sizes", persist = false, choices = { "tile", "resize" },
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "architecture=dense_autoencoder") },
		description = "For dense_autoencoder. resize: whole images are made as small as a patch, as in the paper. tile: " +
			"pieces are cut out.")
	private String fixed_size = FixedSizeMode.TILE.label();

	@Parameter(label = "Height (0: patch size)", min = "0", max = "1024", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "architecture=dense_autoencoder"),
		description = "For dense_autoencoder, whose images need not be square: their height in pixels, a multiple of 4. " +
			"The patch size is their width then.")
	private int patch_height;

	@Parameter(label = "Latent size", min = "1", max = "4096", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "architecture=dense_autoencoder") },
		description = "For dense_autoencoder: length of the latent vector that every image is encoded in. 16 in the " +
			"paper; more keep more detail.")
	private int latent = NetworkSettings.DEFAULT_LATENT;

	@Parameter(label = "Filters", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "architecture=dense_autoencoder") },
		description = "For dense_autoencoder: channels of its two levels, for example 32,64 as in the paper.")
	private String filters = NetworkSettings.DEFAULT_FILTERS;

	@Parameter(label = "Activation", persist = false, choices = { "leaky_relu", "relu" },
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.CHOICE_LABELS, value = "Leaky ReLU|ReLU"),
			@Attr(name = DialogHints.ONLY_WITH, value = "architecture=dense_autoencoder") },
		description = "For dense_autoencoder. The paper finds no difference.")
	private String activation = Activation.LEAKY_RELU.label();

	@Parameter(label = "Gaussian mean", min = "-1000", max = "1000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Gaussian"),
		description = "What the noise adds on average, in grey levels of an 8-bit image; usually 0.")
	private double mean;

	@Parameter(label = "Gaussian variance", min = "0", max = "1000000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""),
			@Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean;noise=Gaussian") },
		description = "Variance in place of sigma, in squared grey levels of an 8-bit image, for example 550 as in the " +
			"paper. 0: take sigma.")
	private double variance;

	@Parameter(label = "Camera gain", min = "0", max = "2550", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = CAMERA),
		description = "A camera's gain in place of photons: grey levels of an 8-bit image per photon. 0: take photons. " +
			"With White = 255, it is in the grey levels of the images themselves, as are offset and read noise.")
	private double gain;

	@Parameter(label = "Camera offset", min = "0", max = "255", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""), @Attr(name = DialogHints.ONLY_WITH, value = CAMERA) },
		description = "The grey level without light, in grey levels of an 8-bit image: only what is above it has photon " +
			"noise.")
	private double offset;

	@Parameter(label = "Read noise (-1: usual)", min = "-1", max = "1000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = ""), @Attr(name = DialogHints.ONLY_WITH, value = CAMERA) },
		description = "Standard deviation of the camera's read noise, in grey levels of an 8-bit image. " +
			"-1: random for every patch, from none to two fifths of the strongest sigma.")
	private double read_noise = -1;

	@Parameter(label = "Stack on", persist = false, required = false,
		attrs = { @Attr(name = DialogHints.ONLY_WITH, value = "learn_from=clean|clean_pairs"),
			@Attr(name = DialogHints.MODEL, value = "") },
		description = "A model that the images go through first; the new one learns to improve its output. Apply both in " +
			"turn later. Empty: none.")
	private String after_model = "";

	@Parameter(label = "History folder", style = "directory", required = false, persist = false, autoFill = false,
		description = "Writes the losses of every epoch to this folder, as a CSV file and as a run for TensorBoard, both " +
			"named after the model. The model holds them, too. Empty: none.")
	private File history;

	@Parameter(label = "Mirror and turn patches", persist = false,
		description = "Makes eight images of each. Switch it off if up and down mean something in all of your images, as " +
			"with digits or faces.")
	private boolean augment = true;

	@Parameter(label = "Resume if interrupted", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "If a training with the same settings, images and model file was interrupted, go on where it stopped.")
	boolean resume = true;

	@Parameter(label = "Show progress", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Shows curves and previews while it trains, where ImageJ has windows. " +
			"From a macro, the window closes itself at the end.")
	boolean show_progress = true;

	@Parameter(label = "Show residual", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "After a training without clean images: shows what the model removes from the images kept for " +
			"validation. It should look like noise, without the structures of the image.")
	boolean show_residual = true;

	/** Whatever the training time says, {@code minutes} are the limit, and 0 is none. */
	public void endAfterMinutesOnly() {
		preset = TrainingPreset.CUSTOM.label();
	}

	/** What the images are to each other. */
	public LearnFrom learnFrom() {
		return Labels.find("learn_from", learn_from, LearnFrom.class);
	}

	@Override
	public void checkValues() {
		super.checkValues();
		network();
		Labels.find("noisy_method", noisy_method, NoisyMethod.class);
		if (learnFrom() == LearnFrom.CLEAN) addedNoise();
		config(ANY_RATE);
	}

	/**
	 * The training images are a file or a folder of the disk, in place of an open image. Where that matters, a single file
	 * is opened as an image: only that knows what is a frame, or a channel.
	 */
	public void takeImagesFrom(final Path source) {
		final boolean open = Files.isRegularFile(source) &&
			(channel != 0 || learnFrom() == LearnFrom.NOISY_PAIRS && partners.isEmpty());
		image = open ? ImageFile.open(source) : null;
		folder = open ? null : source.toFile();
	}

	/**
	 * @param notes told what was left out
	 * @return the images, not looked at yet
	 */
	public TrainingImageLoader images(final Consumer<String> notes, final CancelToken cancel) {
		return new TrainingImageLoader(image, Paths.optional("folder", folder), channel, channels_together, partners,
			TrainingWorkflow.defaultImageMemory() / 2, notes, cancel);
	}

	private NetworkSettings network() {
		return NetworkSettings.of(Labels.find("architecture", architecture, ArchitectureKind.class), patch_size,
			patch_height, filters, latent, Labels.find("activation", activation, Activation.class));
	}

	/** What the training starts from, and with it the network. */
	public InitialWeights start(final int channelCount) {
		return InitialWeights.of(start_model, network(), channelCount, seed);
	}

	/** How the network learns. */
	public TrainingMethod method(final int channelCount) {
		return TrainingMethods.method(learnFrom(), Labels.find("noisy_method", noisy_method, NoisyMethod.class),
			this::addedNoise, loss(), after_model, channelCount);
	}

	private Loss loss() {
		return loss.equalsIgnoreCase(AUTO_LOSS)
			? NetworkSettings.usualLoss(Labels.find("architecture", architecture, ArchitectureKind.class))
			: Labels.find("loss", loss, Loss.class);
	}

	private NoiseModel addedNoise() {
		return NoiseSettings.builder(Labels.find("noise", noise, NoiseKind.class)).sigma(sigma, sigma_max).mean(mean)
			.variance(variance).photons(photons, photons_max).gain(gain).offset(offset).trainingReadNoise(read_noise)
			.coefficient(coefficient, 0).share(share, 0).grain(grain, grain_max).build().model();
	}

	public TrainingConfig config(final InitialWeights start) {
		return config(start.learningRate());
	}

	private TrainingConfig config(final double usualRate) {
		final double limit = minutes > 0 ? minutes : Labels.find("preset", preset, TrainingPreset.class).minutes();
		return TrainingConfig.builder().patchSize(patch_size).batchSize(batch_size)
			.epochs(TrainingPreset.epochs(epochs, limit)).stepsPerEpoch(steps).passesPerEpoch(copies)
			.white(learnFrom() == LearnFrom.CLEAN ? white : 0).augment(augment).minutes(limit)
			.learningRate(learning_rate == 0 ? usualRate : learning_rate)
			.schedule(Labels.find("schedule", schedule, RateSchedule.class)).emaDecay(average).patience(patience)
			.validationShare(validation).seed(seed).build();
	}

	public FixedSizeMode fixedSize() {
		return Labels.find("fixed_size", fixed_size, FixedSizeMode.class);
	}

	/** Whether to go on with a training of the same settings, images and model file that was interrupted. */
	public boolean resumes() {
		return resume;
	}

	/** What writes the history of the training of a model, if anything. */
	public HistoryRecorder recorder(final Path destination, final Consumer<String> notes) {
		if (isEmpty(history)) return new HistoryRecorder(null, null, notes);
		return HistoryRecorder.inFolder(Paths.of("history", history.getPath()),
			destination.getFileName().toString().replaceAll("\\.zip$", ""), notes);
	}

	static boolean isEmpty(final File file) {
		return file == null || file.getPath().trim().isEmpty();
	}
}
