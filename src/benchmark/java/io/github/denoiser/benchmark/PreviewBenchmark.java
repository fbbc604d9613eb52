// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import ij.ImagePlus;
import ij.gui.NewImage;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.workflow.DenoisingPreview;

/**
 * How long a preview takes until it shows what a changed setting does, with the shipped
 * model in the pictures of the dialog: the first one, which starts the engine, and later
 * ones. Prints milliseconds.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.PreviewBenchmark
 * </pre>
 */
public final class PreviewBenchmark {

	private static final int SIZE = 2048;
	/** The picture's size in pixels of the screen. */
	private static final int WIDTH = 290;
	private static final int HEIGHT = 174;

	private PreviewBenchmark() {}

	public static void main(final String[] args) {
		final ImagePlus image = NewImage.createShortImage("noise", SIZE, SIZE, 1, NewImage.FILL_NOISE);
		try (DenoisingPreview preview = new DenoisingPreview(Engines::start)) {
			measure("first, engine and model included", preview, image, DenoisingConfig.DEFAULT, 1);
			measure("moved", preview, image, DenoisingConfig.DEFAULT, 1);
			measure("strength", preview, image, DenoisingConfig.builder().strength(70).build(), 1);
			measure("sharpened", preview, image, DenoisingConfig.builder().sharpen(1).build(), 1);
			measure("two passes", preview, image, DenoisingConfig.builder().passes(2).build(), 1);
			measure("half the size", preview, image, DenoisingConfig.DEFAULT, 2);
			measure("a quarter of the size", preview, image, DenoisingConfig.DEFAULT, 4);
		}
		System.exit(0);
	}

	private static void measure(final String what, final DenoisingPreview preview, final ImagePlus image,
		final DenoisingConfig config, final int pixels)
	{
		final Interval region = new FinalInterval(new long[] { 500, 400 },
			new long[] { 499 + WIDTH * pixels, 399 + HEIGHT * pixels });
		final long start = System.nanoTime();
		preview.denoise(ModelLibrary.GENERAL, config, ImagePlanes.of(image), 0, 1, region, new CancelToken());
		System.out.printf("%s: %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
	}
}
