// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.NewImage;
import ij.io.FileSaver;
import io.github.denoiser.command.AddNoiseCommand;
import io.github.denoiser.command.CancelableCommand;
import io.github.denoiser.command.CompareImagesCommand;
import io.github.denoiser.command.DenoiseFolderCommand;
import io.github.denoiser.command.DenoiseImageCommand;
import io.github.denoiser.command.DenoisingFigureCommand;
import io.github.denoiser.command.SharpenCommand;
import io.github.denoiser.command.TrainDenoiserCommand;

/**
 * How long commands work on after a cancel, whenever it comes: while the engine starts, at
 * the first tile or batch, and later. Prints the time in milliseconds for every moment.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.CancelBenchmark
 * </pre>
 */
public final class CancelBenchmark {

	private static final int SIZE = 2048;
	/** When to cancel, in milliseconds after the start. */
	private static final int[] MOMENTS = { 100, 500, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6500, 8000 };

	private CancelBenchmark() {}

	public static void main(final String[] args) throws Exception {
		final Path folder = Files.createTempDirectory("cancel");
		final ImagePlus image = NewImage.createShortImage("noise", SIZE, SIZE, 20, NewImage.FILL_NOISE);
		new FileSaver(image).saveAsTiff(Files.createDirectory(folder.resolve("in")).resolve("noise.tif").toString());
		try (Context context = new Context()) {
			measure(context, DenoiseImageCommand.class, Map.of("image", image));
			measure(context, DenoiseFolderCommand.class,
				Map.of("input", folder.resolve("in").toFile(), "output", folder.resolve("out").toFile()));
			measure(context, TrainDenoiserCommand.class,
				Map.of("image", image, "save_as", folder.resolve("model.zip").toFile(), "show_progress", false));
			measure(context, AddNoiseCommand.class, Map.of("image", image));
			measure(context, SharpenCommand.class, Map.of("image", image));
			measure(context, CompareImagesCommand.class, Map.of("image", image, "reference", image.duplicate()));
			measure(context, DenoisingFigureCommand.class, Map.of("image", image, "slices", "1-3"));
		}
		System.exit(0);
	}

	private static void measure(final Context context, final Class<? extends CancelableCommand> command,
		final Map<String, Object> inputs) throws Exception
	{
		final StringBuilder times = new StringBuilder();
		long worst = 0;
		for (final int moment : MOMENTS) {
			final ModuleService modules = context.service(ModuleService.class);
			final Module module = modules.createModule(context.service(CommandService.class).getCommand(command));
			final Future<Module> running = modules.run(module, true, inputs);
			IJ.wait(moment);
			if (running.isDone()) break;
			final long start = System.nanoTime();
			((Cancelable) module).cancel(null);
			running.get();
			final long millis = (System.nanoTime() - start) / 1_000_000;
			worst = Math.max(worst, millis);
			times.append(' ').append(moment).append(": ").append(millis);
		}
		System.out.println(command.getSimpleName() + ": at most " + worst + " ms;" + times);
	}
}
