// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.Previewable;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import io.github.denoiser.core.Labels;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.dialog.DialogPreview;
import io.github.denoiser.imagej.dialog.Previewed;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.job.ImageDenoising;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.work.KeepQuestion;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.OnCancel;
import io.github.denoiser.settings.OutputPlace;
import io.github.denoiser.settings.NoiseHandling;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingPreview;
import io.github.denoiser.workflow.DenoisingWorkflow;

/**
 * Denoises an image or stack with a trained model. The result is a new image, or takes
 * the place of the original when all of it is done.
 */
@Plugin(type = Command.class, label = "Denoise Image...", visible = false, headless = true,
	description = "Denoises the current image, stack or hyperstack with a trained model. " +
		"The result is a new image, or replaces the original.")
public class DenoiseImageCommand extends CancelableCommand implements Previewed, Previewable {

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Model", style = "open", persist = false, attrs = @Attr(name = DialogHints.MODEL, value = ""),
		description = "\"" + ModelLibrary.GENERAL +
			"\" is the model that comes with this plugin, made for images of all kinds. " +
			"Or choose a model file (.zip) from Train Denoiser.")
	private String model = ModelLibrary.GENERAL;

	@Parameter(label = "Strength (%)", style = "slider", min = "0", max = "100", stepSize = "1", persist = false,
		description = "How much of the noise to remove. 100: all that the model finds. Less leaves some of it, and with " +
			"it fine detail: 70 keeps 30 % of the difference to the original.")
	private double strength = DenoisingConfig.FULL_STRENGTH;

	@Parameter(label = "Result", choices = { "new_image", "in_place" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "A new image|In place of the original"),
		description = "A new image leaves the original as it is. In place of the original: keeps its type; a single slice " +
			"can be undone with Edit > Undo, a stack cannot.")
	private String output = OutputPlace.NEW_IMAGE.label();

	@Parameter(label = "Type of the result", choices = { "same", "32-bit" }, persist = false,
		attrs = { @Attr(name = DialogHints.CHOICE_LABELS, value = "Same as the original|32-bit"),
			@Attr(name = DialogHints.ONLY_WITH, value = "output=new_image") },
		description = "Same as the original: rounded and clipped to its type. 32-bit keeps fractions, for measurements.")
	private String output_type = OutputType.SAME.label();

	@Parameter(label = "Area", choices = { "whole", "selection" }, persist = false,
		attrs = { @Attr(name = DialogHints.CHOICE_LABELS, value = "Whole image|Inside the selection only"),
			@Attr(name = DialogHints.NEEDS, value = "selection") },
		description = "Inside the selection only: everything outside stays as it is.")
	private String area = Area.WHOLE.label();

	@Parameter(label = "Channels", choices = { "all", "current" }, persist = false,
		attrs = { @Attr(name = DialogHints.CHOICE_LABELS, value = "All channels|Only the one on display"),
			@Attr(name = DialogHints.NEEDS, value = "channels"), @Attr(name = DialogHints.ONLY_WITH, value = "stack=true") },
		description = "Each channel is denoised by itself. Only the one on display: a new image holds that channel alone; " +
			"in place, the other channels stay as they are.")
	private String channels = Channels.ALL.label();

	@Parameter(label = "Process entire stack", persist = false,
		description = "Denoise every slice of a stack or hyperstack, otherwise only the one on display.")
	private boolean stack = true;

	@Parameter(label = "Show what was removed", persist = false,
		description = "Also makes an image of original minus result (32-bit; mid-grey is 0). It should look like noise: " +
			"if it shows the structures of the image, reduce the strength or choose another model.")
	private boolean residual;

	@Parameter(label = "Passes", min = "1", max = "10", persist = false,
		attrs = @Attr(name = DialogHints.FOLDED, value = "Advanced settings"),
		description = "How often the model is applied, each time to the result of the time before. Two passes smooth more " +
			"than one, and take twice as long.")
	private int passes = 1;

	@Parameter(label = "Sharpen afterwards", min = "0", max = "10", stepSize = "0.1", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Brings out edges in the result, by the amount of Sharpen: 0 is not at all, 0.3 gentle, 1 strong.")
	private double sharpen;

	@Parameter(label = "Noise", choices = { "auto", "per_slice", "none" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "Measured, one for all slices|Measured in each slice|Not measured"),
		description = "The noise is measured before the model sees the image: noise that grows with the signal, as that " +
			"of photons, is made the same everywhere, and noise that neighbouring pixels share is denoised at a half or a " +
			"quarter of the size. Only with models of all kinds of noise, such as general; one trained on noisy images knows " +
			"their noise. none: the image as it is.")
	private String noise = NoiseHandling.AUTO.label();

	@Parameter(label = "Models of a fixed size", choices = { "tile", "resize" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Work tile by tile|Resize the whole image"),
		description = "Only for models that are made for one image size (\"Autoencoder, dense latent\"). Tile by tile " +
			"works at the image's own resolution. Resizing shrinks the image to the model's size and enlarges the result: " +
			"fine detail is lost.")
	private String fixed_size = FixedSizeMode.TILE.label();

	@Parameter(label = "Write into a file", style = "save", required = false, persist = false, autoFill = false,
		attrs = @Attr(name = DialogHints.ONLY_WITH, value = "output=new_image"),
		description = "For results larger than memory: a TIFF file (.tif) that the new image is written into slice by " +
			"slice, and then opened from as a virtual stack. Empty: the new image is made in memory, and not saved.")
	private File file;

	@Parameter(label = "If you cancel", choices = { "ask", "keep", "discard" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Ask me|Keep the slices done so far|Discard everything"),
		description = "Esc cancels while it works. Of what is done, whole time points are kept, or slices of a stack with " +
			"all channels. A macro that is to keep them says so with on_cancel=keep; otherwise they are discarded, because " +
			"nobody is asked. Written into a file, they are always discarded.")
	private String on_cancel = OnCancel.ASK.label();

	@Parameter(label = "Preview", required = false, persist = false, attrs = @Attr(name = DialogHints.PREVIEW),
		description = "Shows the effect on a part of the image, in a window of its own.")
	private boolean preview;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus removed;

	// The last one is on top of the other.
	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus denoised;

	@Parameter(required = false)
	private LogService log;

	private final DenoisingPreview previews = new DenoisingPreview(Engines::start);
	private DialogPreview window;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		closeWindow();
		final DenoisingConfig config = config();
		final OnCancel policy = Labels.find("on_cancel", on_cancel, OnCancel.class);
		final ImageDenoising denoising = new ImageDenoising(image,
			new ProcessedPart(stack, Labels.find("channels", channels, Channels.class),
				Labels.find("area", area, Area.class)),
			Labels.find("output_type", output_type, OutputType.class), Labels.find("output", output, OutputPlace.class),
			Paths.optional("file", file), residual);
		progress.progress(0, 1, "Loading the model");
		final DenoiserModel loaded = ModelLibrary.load(modelName());
		progress.progress(0, 1, "Starting the engine");
		final Engine engine = Engines.start(cancel);
		if (log != null) log.info("Denoising with " + loaded + " on " + engine.device());
		try (
			DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE, config))
		{
			denoising.run(workflow, cancel, progress);
			if (log != null && !workflow.noise().isEmpty()) log.info("Noise: " + workflow.noise());
			denoising.note(workflow).ifPresent(this::tell);
		}
		catch (final CancelledException cancelled) {
			final String part = denoising.partDone();
			if (!KeepQuestion.isKept(policy, "Denoise Image", part)) throw cancelled;
			progress.progress(1, 1, "Stopped; kept " + part);
			if (log != null) log.info("Denoise Image was stopped. Kept: " + part + ".");
		}
		removed = denoising.removed(image.getShortTitle() + "-removed");
		denoised = denoising.result(image.getShortTitle() + "-denoised");
	}

	/** In the Log window, where there is one; it does not stop a macro. */
	private void tell(final String note) {
		if (IJ.getInstance() != null) IJ.log(image.getTitle() + ": " + note);
		else if (log != null) log.info(note);
	}

	@Override
	public ImagePlus previewedImage() {
		return image;
	}

	@Override
	public Effect previewEffect() {
		final DenoisingConfig config = config();
		final String name = modelName();
		return (planes, first, count, region, cancel) -> previews.denoise(name, config, planes, first, count, region,
			cancel);
	}

	@Override
	public void endPreview() {
		previews.close();
	}

	/** Fiji's dialog calls this after every change. */
	@Override
	public synchronized void preview() {
		if (!preview) {
			closeWindow();
			return;
		}
		if (window == null) window = DialogPreview.inWindow(this, "Preview of Denoise Image");
		if (window != null) window.update();
	}

	/** Fiji's dialog was cancelled. */
	@Override
	public void cancel() {
		closeWindow();
	}

	private synchronized void closeWindow() {
		if (window != null) window.close();
		window = null;
	}

	private DenoisingConfig config() {
		return DenoisingConfig.builder().strength(strength).passes(passes).sharpen(sharpen)
			.fixedSize(Labels.find("fixed_size", fixed_size, FixedSizeMode.class))
			.noise(Labels.find("noise", noise, NoiseHandling.class)).build();
	}

	private String modelName() {
		return model == null ? "" : model;
	}
}
