package io.github.denoiser.cli;

import java.nio.file.Path;

import ij.ImagePlus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.config.Area;
import io.github.denoiser.config.Channels;
import io.github.denoiser.config.DenoisingConfig;
import io.github.denoiser.config.FixedSizeMode;
import io.github.denoiser.config.OutputPlace;
import io.github.denoiser.config.OutputType;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.ij1.ImageDenoising;
import io.github.denoiser.ij1.PlaneChoice;
import io.github.denoiser.ij1.StackComparison;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.ModelLibrary;

@Command(name = "denoise", mixinStandardHelpOptions = true, description = "Denoises an image or stack with a trained model.")
final class DenoiseCli implements Runnable {

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image or stack, in any format that ImageJ reads.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the result goes; the ending names the format.")
	private Path output;

	@Option(names = "--model", defaultValue = ModelLibrary.GENERAL, paramLabel = "NAME|FILE",
		description = "A shipped model's name or a model file (.zip). Default: ${DEFAULT-VALUE}.")
	private String model;

	@Option(names = "--output_type", defaultValue = "same", paramLabel = "same|32-bit",
		description = "Pixel type of the result. Default: ${DEFAULT-VALUE}.")
	private OutputType outputType;

	@Option(names = "--tile_size", defaultValue = "" + DenoisingWorkflow.DEFAULT_TILE_SIZE, paramLabel = "PIXELS",
		description = "Greatest edge of what the network is given at once; smaller needs less memory. Default: ${DEFAULT-VALUE}.")
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
		description = "Also saves what was removed: original minus result before sharpening, 32-bit (.tif).")
	private Path residual;

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

	@Override
	public void run() {
		ImageFiles.checkWritable(output);
		if (residual != null) ImageFiles.checkWritable(residual);
		final DenoisingConfig config = DenoisingConfig.builder().strength(strength).passes(passes).sharpen(sharpen).fixedSize(
			fixedSize).build();
		final ImagePlus clean = reference == null ? null : ImageFiles.open(reference);
		final ImagePlus image = ImageFiles.open(input);
		if (clean != null) StackComparison.requireComparable(image, clean);
		final ImageDenoising denoising = new ImageDenoising(image, new PlaneChoice(stack, channels, area), outputType,
			OutputPlace.NEW_IMAGE, residual != null);
		final DenoiserModel loaded = ModelLibrary.load(model);
		final SameDiffEngine engine = new SameDiffEngine();
		System.out.println("Model:  " + loaded);
		System.out.println("Image:  " + image.getWidth() + " x " + image.getHeight() + (image.getStackSize() > 1 ? " x " +
			image.getStackSize() : "") + ", " + (image.getBitDepth() == 24 ? "RGB" : image.getBitDepth() + "-bit"));
		System.out.println("Device: " + engine.device());

		final long start = System.nanoTime();
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, engine, tileSize, config)) {
			denoising.run(workflow, new CancelToken(), new ConsoleProgress());
		}
		final ImagePlus result = denoising.result(output.getFileName().toString());
		final double seconds = (System.nanoTime() - start) / 1e9;
		ImageFiles.save(result, output);
		if (residual != null) ImageFiles.save(denoising.removed(residual.getFileName().toString()), residual);
		System.out.printf("Time:   %.2f seconds%n", seconds);
		if (clean != null) {
			System.out.println("Before: " + Quality.of(image, clean));
			System.out.println("After:  " + Quality.of(result, clean));
		}
		System.out.println("Saved:  " + output);
	}
}
