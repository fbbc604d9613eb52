// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.core.Labels;
import io.github.denoiser.core.ShortNumber;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.NoiseScale;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.NoiseSettings;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.NoiseWorkflow;

/** Adds noise to an image or stack and shows the result as a new image. */
@Plugin(type = Command.class, label = "Add Noise...", visible = false, headless = true,
	description = "Adds noise to the current image, stack or hyperstack: to test denoising, or to make noisy partners " +
		"for clean images. Every slice gets noise of its own, and the same seed gives the same noise. The result is a new " +
		"image.")
public class AddNoiseCommand extends ImageCommand {

	private static final String GAUSSIAN = "noise=Gaussian|Mixed";
	private static final String PHOTONS = "noise=Poisson|Poisson-Gaussian|Mixed";
	private static final String CAMERA = "noise=Poisson-Gaussian|Mixed";
	private static final String WHITE = "noise=Gaussian|Poisson|Poisson-Gaussian|Mixed";
	private static final String COEFFICIENT = "noise=Coefficient|Speckle";
	private static final String SHARE = "noise=Salt-and-pepper|Masking";

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Noise", persist = false,
		choices = { "Gaussian", "Poisson", "Poisson-Gaussian", "Coefficient", "Speckle", "Salt-and-pepper", "Masking",
			"Mixed" },
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "Gaussian|Poisson (photons)|Poisson-Gaussian (camera)|Coefficient (0 to 1, clipped)|Speckle " +
				"(multiplicative)|Salt and pepper|Masking (pixels to zero)|Mixed (Gaussian or Poisson-Gaussian)"),
		description = "Gaussian: the same everywhere. Poisson: photon noise, stronger where it is bright. " +
			"Poisson-Gaussian: with a camera's gain, offset and read noise. Mixed: each slice gets Gaussian or " +
			"Poisson-Gaussian noise.")
	private String noise = NoiseKind.GAUSSIAN.label();

	@Parameter(label = "Gaussian: sigma", min = "0", max = "1000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = GAUSSIAN),
		description = "Standard deviation in grey levels of an 8-bit image (0 to 255). Other types are scaled by White.")
	private double sigma = NoiseSettings.DEFAULT_SIGMA;

	@Parameter(label = "Gaussian: mean", min = "-1000", max = "1000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "mean"), @Attr(name = DialogHints.ONLY_WITH, value = GAUSSIAN) },
		description = "What the noise adds on average, in grey levels of an 8-bit image; usually 0.")
	private double mean;

	@Parameter(label = "Gaussian: variance", min = "0", max = "1000000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "variance"),
			@Attr(name = DialogHints.ONLY_WITH, value = GAUSSIAN) },
		description = "Variance in place of sigma, in squared grey levels of an 8-bit image, for example 550. 0: take sigma.")
	private double variance;

	@Parameter(label = "Photons at white", min = "0.1", max = "1000000", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = PHOTONS),
		description = "How many photons a white pixel stands for (see White); fewer photons, more noise.")
	private double photons = NoiseSettings.DEFAULT_PHOTONS;

	@Parameter(label = "Camera: gain", min = "0", max = "2550", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "or gain"),
			@Attr(name = DialogHints.ONLY_WITH, value = CAMERA) },
		description = "A camera's gain in place of photons: grey levels of an 8-bit image per photon. 0: take photons. " +
			"With White = 255, it is in the grey levels of the image itself, as are offset and read noise.")
	private double gain;

	@Parameter(label = "Camera: offset", min = "0", max = "255", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = CAMERA),
		description = "The grey level without light, in grey levels of an 8-bit image: only what is above it has photon " +
			"noise.")
	private double offset;

	@Parameter(label = "Camera: read noise", min = "0", max = "1000", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "read noise"),
			@Attr(name = DialogHints.ONLY_WITH, value = CAMERA) },
		description = "Standard deviation of the camera's read noise, in grey levels of an 8-bit image.")
	private double read_noise = NoiseSettings.DEFAULT_READ_NOISE;

	@Parameter(label = "Grain (pixels)", min = "0", max = "10", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = WHITE),
		description = "How far neighbouring pixels share the noise, as in images that were scaled or filtered: it is " +
			"blurred by so many pixels, and as strong as before; of Mixed noise, that of every third slice. 0: every pixel " +
			"has noise of its own.")
	private double grain;

	@Parameter(label = "Coefficient", min = "0", max = "1", persist = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = COEFFICIENT),
		description = "Strength from 0 to 1: standard deviation as a share of white (Coefficient) or of the signal " +
			"(Speckle).")
	private double coefficient = NoiseSettings.DEFAULT_COEFFICIENT;

	@Parameter(label = "Share of pixels", min = "0", max = "1", persist = false,
		attrs = { @Attr(name = DialogHints.BESIDE, value = "share of pixels"),
			@Attr(name = DialogHints.ONLY_WITH, value = SHARE) },
		description = "Which share of the pixels becomes black or white (Salt and pepper) or zero (Masking), from 0 to 1.")
	private double share = NoiseSettings.DEFAULT_SHARE;

	@Parameter(label = "White (pixel value)", min = "0", persist = false,
		description = "The pixel value that counts as white, or as 255 for all that is given in 8-bit grey levels. 0: " +
			"automatic, 255 for 8-bit and RGB, otherwise the 99.9th percentile of the pixel values of the whole stack.")
	private double white;

	@Parameter(label = "Seed", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = "seed"),
		description = "The same seed gives the same noise; another one, other noise of the same kind.")
	private long seed = 1;

	@Parameter(label = "Output type", choices = { "same", "32-bit" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Same as input|32-bit"),
		description = "\"same\" rounds and clips to the image's own type, as a camera does; \"32-bit\" keeps fractions and " +
			"what is darker than black.")
	private String output_type = OutputType.SAME.label();

	@Parameter(label = "Process entire stack", persist = false,
		description = "Add noise to every slice of a stack or hyperstack, otherwise only the one on display.")
	private boolean stack = true;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus noisy;

	private String summary;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		final NoiseModel model = settings().model();
		final OutputType type = Labels.find("output_type", output_type, OutputType.class);
		final ImagePlanes<?> planes = stack ? ImagePlanes.of(image) : ImagePlanes.ofCurrentSlice(image);
		final ResultPlanes result = type == OutputType.FLOAT ? ResultPlanes.asFloat(planes)
			: ResultPlanes.likeInput(planes);
		progress.progress(0, 1, "Measuring the image");
		final NoiseScale scale = NoiseScale.of(image, white, cancel);
		new NoiseWorkflow(model, scale.black(), scale.white(), seed).run(planes, planes.firstPlane(), result, cancel,
			progress);
		noisy = result.newImage(image.getShortTitle() + "-noisy");
		summary = "Noise: " + settings() + "; white is " + ShortNumber.of(scale.range()) + ", seed " + seed;
	}

	@Override
	public void setImage(final ImagePlus other) {
		image = other;
	}

	@Override
	public ImagePlus result() {
		return noisy;
	}

	@Override
	public Optional<String> summary() {
		return Optional.ofNullable(summary);
	}

	@Override
	public void checkValues() {
		super.checkValues();
		settings();
	}

	private NoiseSettings settings() {
		return NoiseSettings.builder(Labels.find("noise", noise, NoiseKind.class)).sigma(sigma, 0).mean(mean)
			.variance(variance).photons(photons, 0).gain(gain).offset(offset).readNoise(read_noise, 0)
			.coefficient(coefficient, 0).share(share, 0).grain(grain, 0).build();
	}
}
