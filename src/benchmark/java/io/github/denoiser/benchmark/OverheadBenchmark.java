// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.nio.file.Path;

import io.github.denoiser.engine.ForwardingEngine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;

/**
 * How long everything but the network takes: a TIFF file is read, normalised, cut into
 * the tiles of the shipped model, stitched and written, but the network hands every tile
 * back as it is. Arguments: input, output.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.OverheadBenchmark -Dexec.args="large.tif result.tif"
 * </pre>
 */
public final class OverheadBenchmark {

	private OverheadBenchmark() {}

	/** Networks that do nothing. */
	private static final class NoArithmetic extends ForwardingEngine {

		private NoArithmetic() {
			super(Engines.start());
		}

		@Override
		public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
			return new NetworkRunner() {

				@Override
				public Tensor run(final Tensor input, final CancelToken cancel) {
					return input;
				}

				@Override
				public void close() {}
			};
		}
	}

	public static void main(final String[] arguments) {
		final long[] steps = { 0 };
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(ModelLibrary.load(ModelLibrary.GENERAL), new NoArithmetic(),
			DenoisingWorkflow.DEFAULT_TILE_SIZE, DenoisingConfig.DEFAULT))
		{
			final FileDenoiser denoiser = new FileDenoiser(workflow, ProcessedPart.everything(), OutputType.SAME);
			for (int round = 0; round < 2; round++) {
				final long start = System.nanoTime();
				final Object size = denoiser.denoise(Path.of(arguments[0]), Path.of(arguments[1]), null, new CancelToken(),
					(done, total, message) -> steps[0] = total);
				System.out.printf("%s in %d tiles: %.2f s%n", size, steps[0], (System.nanoTime() - start) / 1e9);
			}
		}
	}
}
