package io.github.denoiser.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import ij.ImagePlus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.PlainFile;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.file.NameFilter;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.job.FolderDenoiser;
import io.github.denoiser.imagej.job.FolderReport;
import io.github.denoiser.imagej.job.StackComparison;
import io.github.denoiser.imagej.pixels.ImageSize;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FileFormat;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.FolderConfig;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;

@Command(name = "denoise", mixinStandardHelpOptions = true, description = "Denoises an image or stack, or all images of a folder, with a trained model.")
final class DenoiseCli implements Runnable {

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image or stack, in any format that ImageJ reads, or a folder of them.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the result goes; the ending names the format. For a folder, a folder.")
	private Path output;

	@Option(names = "--model", defaultValue = ModelLibrary.GENERAL, paramLabel = "NAME|FILE",
		description = "A shipped model's name or a model file (.zip). Default: ${DEFAULT-VALUE}.")
	private String model;

	@Option(names = "--output_type", defaultValue = "same", paramLabel = "same|32-bit",
		description = "Pixel type of the result. Default: ${DEFAULT-VALUE}.")
	private OutputType outputType;

	@Option(names = "--tile_size", defaultValue = "" + DenoisingWorkflow.DEFAULT_TILE_SIZE, paramLabel = "PIXELS",
		description = "Greatest edge of what the network is given at once; smaller needs less memory. " +
			"0: as the memory allows, up to 768. Default: ${DEFAULT-VALUE}.")
	private int tileSize;

	@Option(names = "--strength", defaultValue = "100", paramLabel = "PERCENT",
		description = "How much of the noise to remove, from 0 to 100. Default: ${DEFAULT-VALUE}.")
	private double strength;

	@Option(names = "--passes", defaultValue = "1", paramLabel = "1..10",
		description = "How often the model is applied, each time to the result of the time before. Default: ${DEFAULT-VALUE}.")
	private int passes;

	@Option(names = "--sharpen", defaultValue = "0", paramLabel = "AMOUNT",
		description = "Sharpens the result, by the amount of sharpen, from 0 (not at all) to 10. Default: ${DEFAULT-VALUE}.")
	private double sharpen;

	@Option(names = "--residual", paramLabel = "FILE",
		description = "Also saves what was removed: original minus result before sharpening, 32-bit (.tif). " +
			"For a folder say true: NAME-removed.tif beside each result.")
	private String residual;

	@Option(names = "--area", defaultValue = "whole", paramLabel = "whole|selection",
		description = "selection: only inside of the area selection that ImageJ has saved in the file. Default: ${DEFAULT-VALUE}.")
	private Area area;

	@Option(names = "--channels", defaultValue = "all", paramLabel = "all|current",
		description = "current: only the channel that the file opens with, usually the first. Default: ${DEFAULT-VALUE}.")
	private Channels channels;

	@Option(names = "--stack", defaultValue = "true", arity = "1", paramLabel = "true|false",
		description = "false: only the slice that the file opens with, usually the first. Default: ${DEFAULT-VALUE}.")
	private boolean stack;

	@Option(names = "--fixed_size", defaultValue = "tile", paramLabel = "tile|resize",
		description = "Only for models that are made for one image size: work tile by tile at the image's own resolution, " +
			"or resize the whole image to the model's size and back. Default: ${DEFAULT-VALUE}.")
	private FixedSizeMode fixedSize;

	@Option(names = "--reference", paramLabel = "FILE",
		description = "A clean image of the same size: prints PSNR and SSIM before and after.")
	private Path reference;

	private String device;

	@Option(names = "--recursive", defaultValue = "true", arity = "1", paramLabel = "true|false",
		description = "Folders: look into subfolders, too. Default: ${DEFAULT-VALUE}.")
	private boolean recursive;

	@Option(names = "--filter", defaultValue = "", paramLabel = "PATTERNS", description = NameFilter.HELP)
	private String filter;

	@Option(names = "--format", defaultValue = "tif", paramLabel = "tif|same|png",
		description = "Folders: format of the results; same is that of the image where that is lossless. Default: ${DEFAULT-VALUE}.")
	private FileFormat format;

	@Option(names = "--skip_existing", defaultValue = "true", arity = "1", paramLabel = "true|false",
		description = "Folders: leave results alone that were made of the same image with the same model, settings and version, so that an " +
			"interrupted run goes on. false: make everything anew, whatever is there. Default: ${DEFAULT-VALUE}.")
	private boolean skipExisting;

	@Override
	public void run() {
		final DenoisingConfig config = DenoisingConfig.builder().strength(strength).passes(passes).sharpen(sharpen).fixedSize(
			fixedSize).build();
		DenoisingWorkflow.checkTileSize(tileSize);
		if (Files.isDirectory(input)) denoiseFolder(config);
		else denoiseFile(config);
	}

	private void denoiseFile(final DenoisingConfig config) {
		PlainFile.require(input);
		ImageFileWriter.checkWritable(output);
		final Path removed = residual == null ? null : Paths.of("residual", residual);
		if (removed != null) ImageFileWriter.checkWritable(removed);
		Engines.requireAddressSpace();
		if (reference != null) requireComparable();
		try (DenoisingWorkflow workflow = workflow(config)) {
			final long start = System.nanoTime();
			final FileDenoiser denoiser = denoiser(workflow);
			final ImageSize size = denoiser.denoise(input, output, removed, new CancelToken(), new ConsoleProgress());
			Console.line("Image:  " + size);
			denoiser.note().ifPresent(note -> Console.line("Note:   " + note));
			Console.format("Time:   %.2f seconds", (System.nanoTime() - start) / 1e9);
		}
		if (reference != null) {
			final ImagePlus clean = ImageFile.open(reference);
			Console.line("Before: " + Quality.of(ImageFile.open(input), clean));
			Console.line("After:  " + Quality.of(ImageFile.open(output), clean));
		}
		Console.line("Saved:  " + output);
	}

	private void requireComparable() {
		final ImagePlus image = ImageFile.open(input);
		final ImagePlus clean = ImageFile.open(reference);
		StackComparison.requireComparable(image, clean);
		StackComparison.requireSameScale(image, clean, "", new CancelToken());
	}

	private void denoiseFolder(final DenoisingConfig config) {
		if (reference != null) {
			throw new DenoiserException("--reference is for single images. Leave it out, and use evaluate to measure a folder.");
		}
		final FolderDenoiser folder = new FolderDenoiser(new FolderConfig(input, output, recursive, filter, format,
			skipExisting), outputType, residual != null && !residual.equals("false"));
		final FolderReport report;
		// Where nobody watches the progress, a line for each file is what a log is read for.
		final Consumer<String> perFile = Console.isTerminal() && Console.showsProgress() ? line -> {} : Console::line;
		try (DenoisingWorkflow workflow = workflow(config)) {
			report = folder.run(denoiser(workflow), device, new CancelToken(), new ConsoleProgress(), perFile);
		}
		report.notes().forEach(Console::note);
		Console.line("Done:   " + report);
		Console.line("Saved:  " + output.resolve(FolderReport.FILE_NAME));
		report.problems().forEach(Console::note);
		if (report.failures() > 0) {
			throw new DenoiserException(report.failures() + " of " + folder.size() +
				" files could not be denoised. Mend that, and run the same command again: what is done is skipped.");
		}
	}

	private DenoisingWorkflow workflow(final DenoisingConfig config) {
		final DenoiserModel loaded = ModelLibrary.load(model);
		final Engine engine = Engines.start();
		device = engine.device();
		Console.line("Model:  " + loaded);
		Console.line("Device: " + device);
		return new DenoisingWorkflow(loaded, engine, tileSize, config);
	}

	private FileDenoiser denoiser(final DenoisingWorkflow workflow) {
		return new FileDenoiser(workflow, new ProcessedPart(stack, channels, area), outputType);
	}
}
