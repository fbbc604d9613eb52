// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.job.DenoisingFigure;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.DenoisingWorkflow;

/** Makes a figure for a slide: noisy, denoised, sharpened and clean slices below each other. */
@Plugin(type = Command.class, label = "Denoising Figure...", visible = false, headless = true,
	description = "Denoises the current image or some slices of a stack, and puts noisy, denoised, sharpened and clean " +
		"pictures below each other in a new image, ready for a slide. With a clean image, PSNR and SSIM stand above each " +
		"picture.")
public class DenoisingFigureCommand extends ImageCommand {

	@Parameter
	private ImagePlus image;

	// Not filled in by itself: Fiji would take the noisy image, the only one that it knows of.
	@Parameter(label = "Clean image", required = false, persist = false, autoFill = false,
		description = "The same scene without noise, if you have it: of the same size, with as many slices or one. It " +
			"becomes the last row, and PSNR and SSIM are measured against it. In macros: its title or the path of a file.")
	private ImagePlus clean;

	@Parameter(label = "Model", style = "open", persist = false, attrs = @Attr(name = DialogHints.MODEL, value = ""),
		description = "\"" + ModelLibrary.GENERAL +
			"\" is the model that comes with this plugin, made for images of all kinds. " +
			"Or choose a model file (.zip) from Train Denoiser.")
	private String model = ModelLibrary.GENERAL;

	@Parameter(label = "Slices", required = false, persist = false,
		description = "The columns of the figure: slices of a stack, for example 1-3,7. Empty: up to five, evenly spread.")
	private String slices = "";

	@Parameter(label = "Crop (x,y,width,height)", required = false, persist = false,
		description = "The part of the image to show, in pixels, for example 100,50,200,200. Empty: the selection if " +
			"there is one, otherwise all. Whole slices are denoised and measured in any case.")
	private String crop = "";

	@Parameter(label = "Sharpening amount", min = "0", max = "10", stepSize = "0.1", persist = false,
		description = "How much the denoised pictures are sharpened in the row below, as in Sharpen; 1 is the classical " +
			"kernel. 0: no such row.")
	private double amount = 0.5;

	@Parameter(label = "Zoom", min = "0", max = "100", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = "zoom"),
		description = "How many times pixels are enlarged, without smoothing. 0: automatic, so that small images can be " +
			"read. Images are never made smaller, which would hide the noise: crop them instead.")
	private int zoom;

	@Parameter(label = "Contrast", choices = { DenoisingFigure.AUTO, DenoisingFigure.IMAGE }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "Automatic for each column|As the noisy image is displayed"),
		description = "All pictures of a column are displayed alike. auto: from the darkest to the brightest of the clean " +
			"or the denoised picture. image: as you have adjusted the noisy image. RGB is shown as it is.")
	private String contrast = DenoisingFigure.AUTO;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus figure;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		final DenoisingFigure job = new DenoisingFigure(image, clean, text(slices), amount, text(crop), zoom,
			DenoisingFigure.isAutoContrast(contrast));
		progress.progress(0, 1, "Loading the model");
		final DenoiserModel loaded = ModelLibrary.load(model == null ? "" : model);
		progress.progress(0, 1, "Starting the engine");
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, Engines.start(cancel),
			DenoisingWorkflow.DEFAULT_TILE_SIZE))
		{
			figure = job.create(workflow, cancel, progress);
		}
	}

	@Override
	public void setImage(final ImagePlus other) {
		image = other;
	}

	@Override
	public ImagePlus result() {
		return figure;
	}

	@Override
	public void checkValues() {
		super.checkValues();
		DenoisingFigure.checkValues(amount, zoom);
	}

	private static String text(final String value) {
		return value == null ? "" : value;
	}
}
