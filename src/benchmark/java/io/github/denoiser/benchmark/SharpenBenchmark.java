// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.util.Arrays;
import java.util.Random;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.SharpeningWorkflow;

/**
 * Times our Sharpen against ImageJ's Process &gt; Sharpen, each with the
 * snapshot for Undo that it takes, on 2048x2048 pixels. Run it with
 * {@code mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.github.denoiser.benchmark.SharpenBenchmark}.
 */
public final class SharpenBenchmark {

	private static final int SIZE = 2048;
	private static final int ROUNDS = 41;

	private SharpenBenchmark() {
		// static methods only
	}

	public static void main(final String... args) {
		System.out.println("2048x2048, median of " + ROUNDS + " runs on " + Runtime.getRuntime().availableProcessors() +
			" cores: milliseconds");
		compare("8-bit", new ByteProcessor(SIZE, SIZE));
		compare("16-bit", new ShortProcessor(SIZE, SIZE));
		compare("32-bit", new FloatProcessor(SIZE, SIZE));
		compare("RGB", new ColorProcessor(SIZE, SIZE));
	}

	private static void compare(final String type, final ImageProcessor processor) {
		final Random random = new Random(1);
		for (int i = 0; i < SIZE * SIZE; i++)
			processor.set(i, processor instanceof FloatProcessor ? Float.floatToIntBits(random.nextFloat())
				: random.nextInt(1 << Math.min(24, processor.getBitDepth())));
		final ImagePlus theirs = new ImagePlus(type, processor.duplicate());
		final ImagePlus ours = new ImagePlus(type, processor.duplicate());
		final long[] theirTimes = new long[ROUNDS];
		final long[] ourTimes = new long[ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			theirTimes[i] = time(() -> sharpenWithImageJ(theirs));
			ourTimes[i] = time(() -> sharpen(ours));
		}
		final double their = median(theirTimes);
		final double our = median(ourTimes);
		System.out.printf("%-7s ImageJ %6.1f  Denoiser %6.1f  ratio %.2f%n", type, their, our, our / their);
	}

	/** What ij.plugin.filter.Filters and its runner do to the pixels. */
	private static void sharpenWithImageJ(final ImagePlus image) {
		final ImageProcessor processor = image.getProcessor();
		processor.snapshot();
		processor.setSnapshotCopyMode(true);
		processor.sharpen();
		processor.setSnapshotCopyMode(false);
	}

	private static void sharpen(final ImagePlus image) {
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ResultPlanes result = ResultPlanes.inPlace(planes);
		new SharpeningWorkflow(1).run(planes, result, new CancelToken(), ProgressListener.NONE);
		result.replaceInput();
	}

	private static long time(final Runnable task) {
		final long start = System.nanoTime();
		task.run();
		return System.nanoTime() - start;
	}

	private static double median(final long[] nanos) {
		final long[] sorted = nanos.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2] / 1e6;
	}
}
