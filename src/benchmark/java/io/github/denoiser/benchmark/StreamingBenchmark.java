// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.github.denoiser.imagej.training.TrainingImages;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.stream.Place;
import io.github.denoiser.stream.StreamingImages;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.ValueSample;

/**
 * How fast patches come from a folder of images when only a part of it may be in
 * memory. Arguments: folder or file, megabytes for images, number of patches.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.StreamingBenchmark -Dexec.args="images/ 64 100000"
 * </pre>
 */
public final class StreamingBenchmark {

	private static final int PATCH = 64;

	private StreamingBenchmark() {}

	public static void main(final String[] arguments) {
		final long budget = Long.parseLong(arguments[1]) << 20;
		final int patches = Integer.parseInt(arguments[2]);
		long start = System.nanoTime();
		final ImageStore<Plane> store = TrainingImages.store(Path.of(arguments[0]), budget, System.out::println);
		long bytes = 0;
		for (int i = 0; i < store.size(); i++) {
			bytes += store.bytes(i);
		}
		System.out.printf("%,d planes, %,d MB in memory if they were: looked through in %.2f s%n", store.size(),
			bytes >> 20, seconds(start));
		start = System.nanoTime();
		final List<float[]> sample = ValueSample.of(store, 1, 64, 1, System.out::println).get(0);
		final AffineNormalization normalization = PercentileNormalization.STANDARD.fit(sample);
		System.out.printf("Values sampled in %.2f s%n", seconds(start));
		final ImageStore<Plane> normalized = store.map(plane -> {
			final Plane copy = plane.withoutGaps(normalization.offset());
			normalization.normalize(copy.values());
			return copy;
		});
		start = System.nanoTime();
		try (StreamingImages<Plane> window = new StreamingImages<>(normalized, PatchShape.square(PATCH), budget, 1,
			System.out::println))
		{
			window.fill(new CancelToken(), ProgressListener.NONE);
			System.out.printf("First images read in %.2f s%n", seconds(start));
			final Random random = new Random(1);
			final float[] patch = new float[PATCH * PATCH];
			double sum = 0;
			start = System.nanoTime();
			for (int i = 0; i < patches; i++) {
				final Place<Plane> place = window.next(random);
				for (int y = 0; y < PATCH; y++) {
					System.arraycopy(place.image().values(), (place.y() + y) * place.image().width() + place.x(), patch,
						y * PATCH, PATCH);
				}
				sum += patch[i % patch.length];
			}
			final double seconds = seconds(start);
			System.out.printf("%s: %,d patches in %.2f s, %,.0f a second (mean %.3f, %.1f rounds)%n",
				window.isInMemory() ? "In memory" : "Streaming", patches, seconds, patches / seconds, sum / patches,
				patches / window.patchesPerRound());
		}
		final Runtime runtime = Runtime.getRuntime();
		System.out.printf("Heap: at most %,d MB, in use now %,d MB%n", runtime.maxMemory() >> 20,
			runtime.totalMemory() - runtime.freeMemory() >> 20);
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}
}
