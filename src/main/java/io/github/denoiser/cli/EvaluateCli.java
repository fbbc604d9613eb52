// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.NameFilter;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.DenoisingWorkflow;

@Command(name = "evaluate", mixinStandardHelpOptions = true,
	description = "Measures a model on a folder of clean images: PSNR and SSIM before and after, for each image and " +
		"their mean. Noisy partners come from a second folder, or are made with Gaussian noise (8-bit images).")
final class EvaluateCli implements Runnable {

	@Parameters(index = "0", paramLabel = "CLEAN", description = "Folder of clean images.")
	private Path clean;

	@Option(names = "--noisy", paramLabel = "FOLDER", description = "Folder of noisy images of the same names.")
	private Path noisy;

	@Option(names = "--sigma", defaultValue = "25",
		description = "Without --noisy: sigma of the Gaussian noise, in grey levels of 255, not clipped. Default: " +
			"${DEFAULT-VALUE}.")
	private double sigma;

	@Option(names = "--seed", defaultValue = "1",
		description = "Seed of the noise of the first image; the next has the next. Default: ${DEFAULT-VALUE}.")
	private long seed;

	@Option(names = "--model", defaultValue = ModelLibrary.GENERAL, paramLabel = "NAME|FILE",
		description = "A shipped model's name or a model file. Default: ${DEFAULT-VALUE}.")
	private String model;

	@Option(names = "--filter", defaultValue = "", paramLabel = "PATTERNS", description = NameFilter.HELP)
	private String filter;

	@Override
	public void run() {
		final List<Path> files = files();
		final DenoiserModel loaded = ModelLibrary.load(model);
		final Engine engine = Engines.start();
		Console.line("Model:  " + loaded);
		Console.line("Device: " + engine.device());
		final List<Quality> before = new ArrayList<>();
		final List<Quality> after = new ArrayList<>();
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(loaded, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE)) {
			for (final Path file : files) {
				final ImagePlus reference = ImageFile.open(file);
				final ImagePlus image = noisy == null ? withNoise(reference, seed + before.size())
					: ImageFile.open(noisy.resolve(file.getFileName()));
				final ImagePlanes<?> planes = ImagePlanes.of(image);
				final ResultPlanes result = ResultPlanes.asFloat(planes);
				workflow.run(planes, result, new CancelToken(), ProgressListener.NONE);
				before.add(Quality.of(image, reference));
				after.add(Quality.of(result.newImage("denoised"), reference));
				print(file.getFileName().toString(), before.get(before.size() - 1), after.get(after.size() - 1));
			}
		}
		print("Mean of " + files.size(), Quality.mean(before), Quality.mean(after));
	}

	private static void print(final String name, final Quality before, final Quality after) {
		Console.format("%-28s before: %s; after: %s", name, before, after);
	}

	private ImagePlus withNoise(final ImagePlus image, final long imageSeed) {
		if (image.getBitDepth() != 8 || image.getStackSize() > 1) {
			throw new DenoiserException("\"" + image.getTitle() +
				"\" is not a single 8-bit image. Choose 8-bit images, or give the noisy ones with --noisy.");
		}
		final FloatProcessor values = image.getProcessor().convertToFloatProcessor();
		final float[] pixels = (float[]) values.getPixels();
		// The noise model works on the scale of 0 to 1.
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] /= 255;
		}
		new GaussianNoise(sigma, sigma).apply(pixels, pixels, values.getWidth(), values.getHeight(), new Random(imageSeed));
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] *= 255;
		}
		return new ImagePlus(image.getTitle(), values);
	}

	private List<Path> files() {
		try (Stream<Path> list = Files.list(clean)) {
			final NameFilter names = new NameFilter(filter);
			final List<Path> files = list.filter(file -> Files.isRegularFile(file) && names.accepts(file.getFileName()))
				.sorted().collect(Collectors.toList());
			if (files.isEmpty()) {
				throw new DenoiserException("There are no images to evaluate in \"" + clean + "\"" +
					(filter.isBlank() ? "." : " whose names match the filter \"" + filter + "\"."));
			}
			return files;
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + clean + "\" is not a folder that can be read. Check its path.", e);
		}
	}
}
