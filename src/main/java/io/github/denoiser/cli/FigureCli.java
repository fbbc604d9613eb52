package io.github.denoiser.cli;

import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.job.DenoisingFigure;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.workflow.DenoisingWorkflow;

@Command(name = "figure", mixinStandardHelpOptions = true,
	description = "Makes a figure of noisy, denoised, sharpened and clean slices.")
final class FigureCli implements Runnable {

	@Parameters(index = "0", paramLabel = "NOISY", description = "Image or stack, in any format that ImageJ reads.")
	private Path noisy;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the figure goes, for example figure.png.")
	private Path output;

	@Option(names = "--clean", paramLabel = "FILE", description = "The same without noise: the last row, and PSNR and SSIM.")
	private Path clean;

	@Option(names = "--model", defaultValue = ModelLibrary.GENERAL, paramLabel = "NAME|FILE",
		description = "A shipped model's name or a model file (.zip). Default: ${DEFAULT-VALUE}.")
	private String model;

	@Option(names = "--slices", defaultValue = "", description = "Columns, for example 1-3,7. Default: up to five, evenly spread.")
	private String slices;

	@Option(names = "--amount", defaultValue = "0.5", description = "Sharpening, from 0 (no such row) to 10. Default: ${DEFAULT-VALUE}.")
	private double amount;

	@Option(names = "--crop", defaultValue = "", paramLabel = "X,Y,WIDTH,HEIGHT", description = "The part to show. Default: all.")
	private String crop;

	@Option(names = "--zoom", defaultValue = "0", description = "How many times pixels are enlarged; 0: automatic. Default: ${DEFAULT-VALUE}.")
	private int zoom;

	@Option(names = "--contrast", defaultValue = DenoisingFigure.AUTO, paramLabel = "auto|image", description = "All pictures of a column are " +
		"displayed alike. auto: from the darkest to the brightest of the clean or the denoised picture. image: as the noisy image " +
		"was when it was saved. Default: ${DEFAULT-VALUE}.")
	private String contrast;

	@Override
	public void run() {
		final boolean auto = DenoisingFigure.isAutoContrast(contrast);
		DenoisingFigure.checkValues(amount, zoom);
		ImageFileWriter.checkWritable(output);
		final DenoisingFigure figure = new DenoisingFigure(ImageFile.open(noisy), clean == null ? null : ImageFile.open(
			clean), slices, amount, crop, zoom, auto);
		final DenoiserModel loaded = ModelLibrary.load(model);
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, Engines.start(),
			DenoisingWorkflow.DEFAULT_TILE_SIZE))
		{
			ImageFileWriter.save(figure.create(workflow, new CancelToken(), new ConsoleProgress()), output);
		}
		Console.line("Saved: " + output);
	}
}
