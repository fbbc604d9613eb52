package io.github.denoiser.command;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.config.DenoisingConfig;
import io.github.denoiser.config.FixedSizeMode;
import io.github.denoiser.config.OutputType;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.ij1.DialogHints;
import io.github.denoiser.ij1.ImagePlanes;
import io.github.denoiser.ij1.ResultPlanes;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.ModelLibrary;

/** Denoises an image or stack with a trained model and shows the result as a new image. */
@Plugin(type = Command.class, label = "Denoise Image...", visible = false, headless = true,
	description = "Denoises the current image, stack or hyperstack with a trained model. " +
		"The result is a new image; the original stays as it is.")
public class DenoiseImageCommand extends CancelableCommand {

	@Parameter
	private ImagePlus image;

	// Not filled in by itself: Fiji would ask for a single file in a bare file chooser.
	@Parameter(label = "Model", style = "open", persist = false, autoFill = false,
		description = "\"" + ModelLibrary.GENERAL +
			"\" is the model that comes with this plugin, made for images of all kinds. " +
			"Or choose a model file (.zip) from Train Denoiser.")
	private File model = new File(ModelLibrary.GENERAL);

	@Parameter(label = "Output type", choices = { "same", "32-bit" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Same as input|32-bit"),
		description = "\"same\" rounds and clips to the image's own type; \"32-bit\" keeps fractions, for measurements.")
	private String output_type = OutputType.SAME.label();

	@Parameter(label = "Process entire stack", persist = false,
		description = "Denoise every slice of a stack or hyperstack, otherwise only the one on display.")
	private boolean stack = true;

	@Parameter(label = "Models of a fixed size", choices = { "tile", "resize" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Work tile by tile|Resize the whole image"),
		description = "Only for models that are made for one image size (\"Autoencoder, dense latent\"). \"tile\" works at " +
			"the image's own resolution, in overlapping tiles; \"resize\" shrinks the whole image to the model's size and " +
			"enlarges the result, so fine detail is lost.")
	private String fixed_size = FixedSizeMode.TILE.label();

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus denoised;

	@Parameter(required = false)
	private LogService log;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		final OutputType type = OutputType.of(output_type);
		final DenoisingConfig config = DenoisingConfig.builder().fixedSize(FixedSizeMode.of(fixed_size)).build();
		final ImagePlanes<?> planes = stack ? ImagePlanes.of(image) : ImagePlanes.ofCurrentSlice(image);
		final ResultPlanes result = type == OutputType.FLOAT ? ResultPlanes.asFloat(planes) : ResultPlanes.likeInput(planes);
		progress.progress(0, 1, "Loading the model");
		final DenoiserModel loaded = ModelLibrary.load(model == null ? "" : model.getPath());
		progress.progress(0, 1, "Starting the engine");
		final Engine engine = new SameDiffEngine();
		if (log != null) log.info("Denoising with " + loaded + " on " + engine.device());
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE,
			config))
		{
			workflow.run(planes, result, cancel, progress);
		}
		denoised = result.newImage(image.getShortTitle() + "-denoised");
	}
}
