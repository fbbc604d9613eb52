package io.github.denoiser.cli;

import java.nio.file.Path;

import ij.ImagePlus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.config.DenoisingConfig;
import io.github.denoiser.config.FixedSizeMode;
import io.github.denoiser.config.OutputType;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.ij1.ImageFile;
import io.github.denoiser.ij1.ImageFileWriter;
import io.github.denoiser.ij1.ImagePlanes;
import io.github.denoiser.ij1.ResultPlanes;
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

	@Option(names = "--fixed_size", defaultValue = "tile", paramLabel = "tile|resize",
		description = "Only for models that are made for one image size: work tile by tile at the image's own resolution, " +
			"or resize the whole image to the model's size and back. Default: ${DEFAULT-VALUE}.")
	private FixedSizeMode fixedSize;

	@Option(names = "--reference", paramLabel = "FILE",
		description = "A clean image of the same size: prints PSNR and SSIM before and after.")
	private Path reference;

	@Override
	public void run() {
		ImageFileWriter.checkWritable(output);
		final ImagePlus clean = reference == null ? null : ImageFile.open(reference);
		final ImagePlus image = ImageFile.open(input);
		if (clean != null) StackComparison.requireComparable(image, clean);
		final DenoiserModel loaded = ModelLibrary.load(model);
		final SameDiffEngine engine = new SameDiffEngine();
		System.out.println("Model:  " + loaded);
		System.out.println("Image:  " + image.getWidth() + " x " + image.getHeight() + (image.getStackSize() > 1 ? " x " +
			image.getStackSize() : "") + ", " + (image.getBitDepth() == 24 ? "RGB" : image.getBitDepth() + "-bit"));
		System.out.println("Device: " + engine.device());

		final long start = System.nanoTime();
		final ImagePlus result = denoise(image, loaded, engine);
		final double seconds = (System.nanoTime() - start) / 1e9;
		ImageFileWriter.save(result, output);
		System.out.printf("Time:   %.2f seconds%n", seconds);
		if (clean != null) {
			System.out.println("Before: " + Quality.of(image, clean));
			System.out.println("After:  " + Quality.of(result, clean));
		}
		System.out.println("Saved:  " + output);
	}

	private ImagePlus denoise(final ImagePlus image, final DenoiserModel loaded, final SameDiffEngine engine) {
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ResultPlanes result = outputType == OutputType.SAME ? ResultPlanes.likeInput(planes) : ResultPlanes.asFloat(
			planes);
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, engine, tileSize, DenoisingConfig.builder()
			.fixedSize(fixedSize).build())) {
			workflow.run(planes, result, new CancelToken(), new ConsoleProgress());
		}
		return result.newImage(output.getFileName().toString());
	}
}
