package io.github.denoiser.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.SameDiffEngine;
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

	static final String SAME_TYPE = "Same as input";
	static final String FLOAT_TYPE = "32-bit";

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Model", style = "file", persist = false,
		description = "The model to denoise with: \"" + ModelLibrary.GENERAL +
			"\" is the one that comes with this plugin, made for images of all kinds; " +
			"or choose a model file (.zip) that you have trained yourself.")
	private String model = ModelLibrary.GENERAL;

	@Parameter(label = "Output type", choices = { SAME_TYPE, FLOAT_TYPE }, persist = false,
		description = "\"" + SAME_TYPE + "\" rounds and clips to the image's own type; \"" + FLOAT_TYPE +
			"\" keeps fractions, for measurements.")
	private String output_type = SAME_TYPE;

	@Parameter(label = "Process entire stack", persist = false,
		description = "Denoise every slice of a stack or hyperstack, otherwise only the one on display.")
	private boolean stack = true;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus denoised;

	@Parameter(required = false)
	private LogService log;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		final ImagePlanes<?> planes = stack ? ImagePlanes.of(image) : ImagePlanes.ofCurrentSlice(image);
		final ResultPlanes result = FLOAT_TYPE.equals(output_type) ? ResultPlanes.asFloat(planes) : ResultPlanes.likeInput(
			planes);
		progress.progress(0, 1, "Loading the model");
		final DenoiserModel loaded = ModelLibrary.load(model);
		final Engine engine = new SameDiffEngine();
		if (log != null) log.info("Denoising with " + loaded + " on " + engine.device());
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE)) {
			workflow.run(planes, result, cancel, progress);
		}
		denoised = result.newImage(image.getShortTitle() + "-denoised");
	}
}
