// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.measure.ResultsTable;
import io.github.denoiser.core.Labels;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.job.FolderDenoiser;
import io.github.denoiser.imagej.job.FolderReport;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FileFormat;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.FolderConfig;
import io.github.denoiser.settings.NoiseHandling;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;

/**
 * Denoises the images of a folder into files in another folder. A cancel keeps the files
 * that are done, and the table says which.
 */
@Plugin(type = Command.class, label = "Denoise Folder...", visible = false, headless = true,
	description = "Denoises all images of a folder and its subfolders into another folder, which keeps names and tree. " +
		"What was done before is skipped, so an interrupted run can go on. Macros may name a single file in place of the " +
		"folder.")
public class DenoiseFolderCommand extends CancelableCommand {

	@Parameter(label = "Folder of images", style = "directory", persist = false, autoFill = false,
		attrs = @Attr(name = DialogHints.MUST_EXIST, value = "true"),
		description = "The images to denoise. They stay as they are.")
	private File input;

	@Parameter(label = "Folder for results", style = "directory", persist = false, autoFill = false,
		description = "It is made if it does not exist. The table of files is saved there too, as " +
			FolderReport.FILE_NAME + ".")
	private File output;

	@Parameter(label = "Only files named", persist = false, required = false,
		description = "For example *.tif, or cells_*.png, *.bmp; * stands for any letters, ? for one. A word without them " +
			"may be anywhere in the name. Empty: all images.")
	private String filter = "";

	@Parameter(label = "Subfolders too", persist = false,
		description = "Images in subfolders go into subfolders of the same names.")
	private boolean recursive = true;

	@Parameter(label = "Skip what is done", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Skips results that were made of the same image with the same model, settings and version; others " +
			"are made again. A file that is not known to be a result is not replaced: its image counts as failed. Off: " +
			"everything is made again and replaces what is there.")
	private boolean skip_existing = true;

	@Parameter(label = "Save results as", choices = { "tif", "same", "png" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS,
			value = "TIFF|As the original if that is lossless, otherwise TIFF|PNG"),
		description = "TIFF holds everything, of any size. PNG holds single 8-bit, 16-bit and RGB images.")
	private String format = FileFormat.TIFF.label();

	@Parameter(label = "Model", style = "open", persist = false,
		attrs = { @Attr(name = DialogHints.SECTION, value = "As in Denoise Image"),
			@Attr(name = DialogHints.MODEL, value = "") },
		description = "\"" + ModelLibrary.GENERAL +
			"\" is the model that comes with this plugin, made for images of all kinds. " +
			"Or choose a model file (.zip) from Train Denoiser.")
	private String model = ModelLibrary.GENERAL;

	@Parameter(label = "Strength (%)", style = "slider", min = "0", max = "100", stepSize = "1", persist = false,
		description = "How much of the noise to remove. 100: all that the model finds. Less leaves some of it, and with " +
			"it fine detail.")
	private double strength = DenoisingConfig.FULL_STRENGTH;

	@Parameter(label = "Type of the results", choices = { "same", "32-bit" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Same as the original|32-bit"),
		description = "Same as the original: rounded and clipped to its type. 32-bit keeps fractions, for measurements.")
	private String output_type = OutputType.SAME.label();

	@Parameter(label = "Passes", min = "1", max = "10", persist = false,
		description = "How often the model is applied, each time to the result of the time before.")
	private int passes = 1;

	@Parameter(label = "Sharpen afterwards", min = "0", max = "10", stepSize = "0.1", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Brings out edges in the result, by the amount of Sharpen: 0 is not at all, 0.3 gentle, 1 strong.")
	private double sharpen;

	@Parameter(label = "Entire stacks", persist = false,
		description = "Denoise every slice, otherwise only the one that the file opens with.")
	private boolean stack = true;

	@Parameter(label = "Save what was removed", persist = false, attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "Also saves original minus result as NAME-removed.tif. Such images must fit into memory.")
	private boolean residual;

	@Parameter(label = "Channels", choices = { "all", "current" }, persist = false,
		attrs = { @Attr(name = DialogHints.CHOICE_LABELS, value = "All channels|Only the one that the file opens with"),
			@Attr(name = DialogHints.ONLY_WITH, value = "stack=true") },
		description = "Each channel is denoised by itself.")
	private String channels = Channels.ALL.label();

	@Parameter(label = "Area", choices = { "whole", "selection" }, persist = false,
		attrs = @Attr(name = DialogHints.CHOICE_LABELS, value = "Whole image|Inside the selection only"),
		description = "Inside the selection only: the area selection that was saved with the image.")
	private String area = Area.WHOLE.label();

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

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable files;

	/** How many files could not be denoised. */
	@Parameter(type = ItemIO.OUTPUT)
	private int failed;

	@Parameter(required = false)
	private LogService log;

	private String device;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		final Path from = Paths.of("input", path(input, "input"));
		final Path to = Paths.of("output", path(output, "output"));
		if (Files.isRegularFile(from)) denoiseFile(from, to, cancel, progress);
		else denoiseFolder(from, to, cancel, progress);
	}

	private void denoiseFile(final Path from, final Path to, final CancelToken cancel, final ProgressListener progress) {
		final Path result = Files.isDirectory(to) ? to.resolve(
			Labels.find("format", format, FileFormat.class).outputName(from.getFileName().toString(), outputType())) : to;
		ImageFileWriter.checkWritable(result);
		final String name = result.getFileName().toString();
		final Path removed = residual ? result.resolveSibling(name.substring(0, name.lastIndexOf('.')) + "-removed.tif")
			: null;
		try (DenoisingWorkflow workflow = workflow(from.getFileName().toString(), cancel, progress)) {
			final FileDenoiser denoiser = denoiser(workflow);
			denoiser.denoise(from, result, removed, cancel, progress);
			if (log == null) return;
			if (!denoiser.noise().isEmpty()) log.info("Noise: " + denoiser.noise());
			denoiser.note().ifPresent(log::info);
		}
	}

	private void denoiseFolder(final Path from, final Path to, final CancelToken cancel,
		final ProgressListener progress)
	{
		progress.progress(0, 1, "Looking for images");
		final FolderDenoiser folder = folder(from, to, residual);
		final FolderReport report;
		try (DenoisingWorkflow workflow = workflow(folder.size() + " files", cancel, progress)) {
			report = folder.run(denoiser(workflow), device, cancel, progress);
		}
		files = report.table();
		failed = report.failures();
		if (log == null) return;
		log.info(report);
		report.notes().forEach(log::info);
		report.problems().forEach(log::error);
	}

	private DenoisingWorkflow workflow(final String what, final CancelToken cancel, final ProgressListener progress) {
		final DenoisingConfig settings = config();
		progress.progress(0, 1, "Loading the model");
		final DenoiserModel loaded = ModelLibrary.load(modelName());
		progress.progress(0, 1, "Starting the engine");
		final Engine engine = Engines.start(cancel);
		device = engine.device();
		if (log != null) log.info("Denoising " + what + " with " + loaded + " on " + device);
		return new DenoisingWorkflow(loaded, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE, settings);
	}

	/** A shipped model's name, or a path. */
	public String modelName() {
		return model == null ? "" : model;
	}

	public DenoisingConfig config() {
		return DenoisingConfig.builder().strength(strength).passes(passes).sharpen(sharpen)
			.fixedSize(Labels.find("fixed_size", fixed_size, FixedSizeMode.class))
			.noise(Labels.find("noise", noise, NoiseHandling.class)).build();
	}

	/** What is to be denoised of a folder. */
	public FolderDenoiser folder(final Path from, final Path to, final boolean withRemoved) {
		return new FolderDenoiser(new FolderConfig(from, to, recursive, filter == null ? "" : filter,
			Labels.find("format", format, FileFormat.class), skip_existing), outputType(), withRemoved);
	}

	/** What denoises each file. */
	public FileDenoiser denoiser(final DenoisingWorkflow workflow) {
		return new FileDenoiser(workflow, new ProcessedPart(stack, Labels.find("channels", channels, Channels.class),
			Labels.find("area", area, Area.class)), outputType());
	}

	private OutputType outputType() {
		return Labels.find("output_type", output_type, OutputType.class);
	}

	private static String path(final File folder, final String key) {
		if (folder != null && !folder.getPath().isBlank()) return folder.getPath();
		throw new WrongValueException(key,
			"is empty. Choose the folder " + (key.equals("input") ? "of the images." : "that the results go to."));
	}
}
