// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import ij.ImagePlus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.command.DenoiseFolderCommand;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.PlainFile;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.job.FolderDenoiser;
import io.github.denoiser.imagej.job.FolderReport;
import io.github.denoiser.imagej.job.StackComparison;
import io.github.denoiser.imagej.pixels.ImageSize;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.workflow.DenoisingWorkflow;

@Command(name = "denoise", description = "Denoises an image or stack, or all images of a folder, with a trained model.")
final class DenoiseCli extends CommandCli<DenoiseFolderCommand> {

	@Parameters(index = "0", paramLabel = "INPUT",
		description = "Image or stack, in any format that ImageJ reads, or a folder of them.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT",
		description = "Where the result goes; the ending names the format. For a folder, a folder.")
	private Path output;

	@Option(names = "--residual", paramLabel = "FILE",
		description = "Also saves what was removed: original minus result before sharpening, 32-bit (.tif). " +
			"For a folder say true: NAME-removed.tif beside each result.")
	private String residual;

	@Option(names = "--reference", paramLabel = "FILE",
		description = "A clean image of the same size: prints PSNR and SSIM before and after.")
	private Path reference;

	@Option(names = "--tile_size", defaultValue = "" + DenoisingWorkflow.DEFAULT_TILE_SIZE, paramLabel = "PIXELS",
		description = "Greatest edge of what the network is given at once; smaller needs less memory. " +
			"0: as the memory allows, up to 768. Default: ${DEFAULT-VALUE}.")
	private int tileSize;

	private String device;

	DenoiseCli() {
		super(DenoiseFolderCommand.class, "input", "output", "residual");
	}

	@Override
	void run(final DenoiseFolderCommand command) {
		command.checkValues();
		DenoisingWorkflow.checkTileSize(tileSize);
		if (Files.isDirectory(input)) denoiseFolder(command);
		else denoiseFile(command);
	}

	private void denoiseFile(final DenoiseFolderCommand command) {
		PlainFile.require(input);
		ImageFileWriter.checkWritable(output);
		final Path removed = residual == null ? null : Paths.of("residual", residual);
		if (removed != null) ImageFileWriter.checkWritable(removed);
		if (reference != null) requireComparable();
		try (DenoisingWorkflow workflow = workflow(command)) {
			final long start = System.nanoTime();
			final FileDenoiser denoiser = command.denoiser(workflow);
			final ImageSize size = denoiser.denoise(input, output, removed, new CancelToken(), new ConsoleProgress());
			Console.line("Image:  " + size);
			if (!denoiser.noise().isEmpty()) Console.line("Noise:  " + denoiser.noise());
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

	private void denoiseFolder(final DenoiseFolderCommand command) {
		if (reference != null) {
			throw new DenoiserException(
				"--reference is for single images. Leave it out, and use evaluate to measure a folder.");
		}
		final FolderDenoiser folder = command.folder(input, output, residual != null && !residual.equals("false"));
		final FolderReport report;
		// Where nobody watches the progress, a line for each file is what a log is read for.
		final Consumer<String> perFile = Console.isTerminal() && Console.showsProgress() ? line -> {} : Console::line;
		try (DenoisingWorkflow workflow = workflow(command)) {
			report = folder.run(command.denoiser(workflow), device, new CancelToken(), new ConsoleProgress(), perFile);
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

	private DenoisingWorkflow workflow(final DenoiseFolderCommand command) {
		final DenoiserModel loaded = ModelLibrary.load(command.modelName());
		final Engine engine = Engines.start();
		device = engine.device();
		Console.line("Model:  " + loaded);
		Console.line("Device: " + device);
		return new DenoisingWorkflow(loaded, engine, tileSize, command.config());
	}
}
