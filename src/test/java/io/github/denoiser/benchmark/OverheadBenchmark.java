package io.github.denoiser.benchmark;

import java.nio.file.Path;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.SameDiffEngine;
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
 * mvn test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.OverheadBenchmark -Dexec.args="large.tif result.tif"
 * </pre>
 */
public final class OverheadBenchmark {

	private OverheadBenchmark() {}

	/** Networks that do nothing. */
	private static final class NoArithmetic implements Engine {

		private final Engine engine = new SameDiffEngine();

		@Override
		public String device() {
			return engine.device();
		}

		@Override
		public String version() {
			return engine.version();
		}

		@Override
		public long freeMemory() {
			return engine.freeMemory();
		}

		@Override
		public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
			return new NetworkRunner() {

				@Override
				public INDArray run(final INDArray input, final CancelToken cancel) {
					return input;
				}

				@Override
				public void close() {}
			};
		}

		@Override
		public NetworkTrainer trainer(final NetworkSpec network, final Weights start, final Loss loss,
			final double average)
		{
			return engine.trainer(network, start, loss, average);
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
				final Object size = denoiser.denoise(Path.of(arguments[0]), Path.of(arguments[1]), null, new CancelToken(), (done,
					total, message) -> steps[0] = total);
				System.out.printf("%s in %d tiles: %.2f s%n", size, steps[0], (System.nanoTime() - start) / 1e9);
			}
		}
	}
}
