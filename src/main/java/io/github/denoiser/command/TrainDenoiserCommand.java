package io.github.denoiser.command;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.config.TrainingPreset;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.history.CurveReading;
import io.github.denoiser.ij1.Attendance;
import io.github.denoiser.ij1.DialogHints;
import io.github.denoiser.ij1.MenuCommand;
import io.github.denoiser.ij1.Paths;
import io.github.denoiser.ij1.TrainingImages;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListeners;
import io.github.denoiser.ui.TrainingDisplay;
import io.github.denoiser.workflow.TrainingMethod;
import io.github.denoiser.workflow.TrainingWorkflow;

/**
 * Trains a denoiser from clean images and synthetic noise, and saves it as a
 * model package. A cancel ends the training early: the best model so far is
 * saved, and handed over as the output.
 */
@Plugin(type = Command.class, label = "Train Denoiser...", visible = false, headless = true,
	description = "Learns to denoise from clean images: noise is added to them, and a network learns to take it away. " +
		"The trained model is saved as a file for Denoise Image. Esc ends a training early and keeps the best model so far.")
public class TrainDenoiserCommand extends CancelableCommand {

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "Folder of clean images", style = "directory", required = false, persist = false, autoFill = false,
		description = "All images in this folder and its subfolders are used. " +
			"Leave it empty to train on the current image or stack.")
	private File folder;

	@Parameter(label = "Save model as", style = "save", persist = false, autoFill = false,
		attrs = @Attr(name = DialogHints.PROPOSAL, value = "my-denoiser.zip"),
		description = "The file (.zip) that the trained model goes to. Choose it in Denoise Image later.")
	private File save_as;

	@Parameter(label = "Training time", persist = false, choices = { "quick", "thorough", "overnight", "custom" },
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "Quick (4 minutes)|Thorough (1 hour)|Overnight (8 hours)|Custom (see Epochs)"),
		description = "quick: 4 minutes. thorough: 1 hour. overnight: 8 hours. custom: as many epochs as below. " +
			"Longer training gives better models; Esc ends it at any time and keeps the best model so far.")
	private String preset = TrainingPreset.QUICK.label();

	@Parameter(label = "Noise", persist = false, choices = { "Gaussian", "Poisson", "Poisson-Gaussian", "Mixed" },
		description = "The noise that your images have. Gaussian: the same everywhere. Poisson: photon noise, " +
			"stronger where it is bright. Poisson-Gaussian: both. Mixed: if you do not know.")
	private String noise = NoiseKind.MIXED.label();

	@Parameter(label = "Gaussian sigma, from", min = "0", max = "1000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "noise=Gaussian|Poisson-Gaussian|Mixed"),
		description = "Weakest noise to expect: its standard deviation, in grey levels of an 8-bit image (0 to 255).")
	private double sigma = 5;

	@Parameter(label = "Gaussian sigma, to", min = "0", max = "1000", persist = false, attrs = {
		@Attr(name = DialogHints.BESIDE, value = "to"), @Attr(name = DialogHints.ONLY_WITH, value = "noise=Gaussian|Poisson-Gaussian|Mixed") },
		description = "Strongest noise to expect: its standard deviation; 0 means the same as the weakest.")
	private double sigma_max = 50;

	@Parameter(label = "Photons at white, from", min = "0.1", max = "1000000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "noise=Poisson|Poisson-Gaussian|Mixed"),
		description = "Poisson noise: the fewest photons that the brightest pixels stand for; fewer photons, more noise.")
	private double photons = 5;

	@Parameter(label = "Photons at white, to", min = "0", max = "1000000", persist = false, attrs = {
		@Attr(name = DialogHints.BESIDE, value = "to"), @Attr(name = DialogHints.ONLY_WITH, value = "noise=Poisson|Poisson-Gaussian|Mixed") },
		description = "The most photons that the brightest pixels stand for; 0 means the same as the fewest.")
	private double photons_max = 500;

	@Parameter(label = "Epochs", min = "0", max = "100000", persist = false,
		attrs = @Attr(name = DialogHints.SECTION, value = "Advanced: fine as they are"),
		description = "Rounds of training, each followed by a validation. " +
			"0: as many as fit into the training time; 100 if that is custom.")
	private int epochs;

	@Parameter(label = "Steps per epoch", min = "1", max = "1000000", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Batches of patches that are learned from in one epoch; fewer if the training time is short.")
	private int steps = 100;

	@Parameter(label = "Patches per batch", min = "1", max = "1024", persist = false,
		description = "More give steadier steps, and take more memory and time each.")
	private int batch_size = 4;

	@Parameter(label = "Patch size (pixels)", min = "16", max = "1024", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Width and height of the pieces that training images are cut into; less if the images are smaller.")
	private int patch_size = 64;

	@Parameter(label = "Learning rate", min = "0.00000001", max = "1", persist = false,
		description = "Step size of the training at its start; lower it if a training diverges.")
	private double learning_rate = 0.001;

	@Parameter(label = "Validation share", min = "0.01", max = "0.5", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Share of the images that is kept to judge the training and is not learned from.")
	private double validation = 0.1;

	@Parameter(label = "Seed", persist = false,
		description = "The same seed gives the same training, if it runs for the same number of steps.")
	private long seed = 1;

	@Parameter(label = "Show the training in a window", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Shows curves and previews while it trains, where ImageJ has windows. " +
			"From a macro, the window closes itself at the end.")
	private boolean show_progress = true;

	@Parameter(type = ItemIO.OUTPUT)
	private String model;

	@Parameter(required = false)
	private LogService log;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		if (isEmpty(save_as)) {
			throw new DenoiserException(
				"Save model as (save_as) is empty. Enter the file (.zip) that the trained model is to be saved as.");
		}
		final Path destination = Paths.of("save_as", save_as.getPath()).toAbsolutePath();
		ModelWriter.checkWritable(destination);
		final NoiseModel noiseModel = NoiseKind.of(noise).model(sigma, sigma_max, photons, photons_max);
		final TrainingConfig config = config();
		final TrainingReport report = new TrainingReport(log, progress, cancel);
		progress.progress(0, 1, "Reading the images");
		final List<Plane> images = images(report);

		progress.progress(0, 1, "Starting the engine");
		final Engine engine = new SameDiffEngine();
		final NetworkSpec network = Architectures.standard(1);
		final TrainingControl control = new TrainingControl(cancel);
		try (TrainingDisplay display = TrainingDisplay.of(show_progress, Attendance.isUnattended(), control, destination,
			epochs -> CurveReading.of(epochs).toString(), () -> MenuCommand.denoiseWith(destination)))
		{
			report.beQuiet(display.isLookedAt());
			new TrainingWorkflow(engine, network, Weights.random(network, seed), TrainingMethod.clean(noiseModel), config).run(
				images.stream().map(Sample::of).collect(Collectors.toList()), destination, true, control, TrainingListeners.of(
					report, display));
			display.saved();
		}
		model = destination.toString();
		report.saved(destination);
	}

	private TrainingConfig config() {
		final double minutes = TrainingPreset.of(preset).minutes();
		return TrainingConfig.builder().patchSize(patch_size).batchSize(batch_size).epochs(TrainingPreset.epochs(epochs,
			minutes)).stepsPerEpoch(steps).minutes(minutes).learningRate(learning_rate).validationShare(validation).seed(
				seed).build();
	}

	private List<Plane> images(final TrainingReport report) {
		if (!isEmpty(folder)) return TrainingImages.ofFolder(Paths.of("folder", folder.getPath()), report::tell);
		if (image != null && image.getProcessor() != null) return TrainingImages.of(image);
		throw new DenoiserException("There is nothing to train on. Open a clean image or stack, or choose a folder of clean images.");
	}

	private static boolean isEmpty(final File file) {
		return file == null || file.getPath().trim().isEmpty();
	}
}
