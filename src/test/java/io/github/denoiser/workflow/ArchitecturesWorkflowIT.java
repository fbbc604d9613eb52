// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.predict.ModelExamples;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FixedSizeMode;

/** Each architecture from its training to a denoised image. */
class ArchitecturesWorkflowIT {

	private static final int SIZE = 16;
	private static final int BATCH = 4;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(ArchitectureKind.class)
	void trainedSavedLoadedAndDenoisingTheSame(final ArchitectureKind kind) {
		trainedSavedLoadedAndDenoisingTheSame(kind, 1);
	}

	@ParameterizedTest
	@EnumSource(ArchitectureKind.class)
	void theSameWithThreeChannels(final ArchitectureKind kind) {
		trainedSavedLoadedAndDenoisingTheSame(kind, 3);
	}

	private void trainedSavedLoadedAndDenoisingTheSame(final ArchitectureKind kind, final int channels) {
		final NetworkSpec network = small(kind, channels);
		final Tensor clean = images(0, channels);
		final Tensor noisy = images(0.3, channels);
		final Weights weights = overfit(network, noisy, clean);
		final DenoiserModel model = new DenoiserModel(network, weights, PercentileNormalization.STANDARD,
			ModelInfo.builder("test").build());
		final int size = ModelExamples.size(model);
		final float[] square = new float[channels * size * size];
		for (int i = 0; i < square.length; i++) {
			square[i] = (float) Math.sin(i % size / 3.0);
		}
		final Path file = folder.resolve("model.zip");
		ModelWriter.write(model, ModelExamples.of(model, Engines.start(), square), file);
		final DenoiserModel loaded = ModelReader.read(file);
		assertArrayEquals(denoised(model, FixedSizeMode.TILE), denoised(loaded, FixedSizeMode.TILE));
		assertArrayEquals(denoised(model, FixedSizeMode.RESIZE), denoised(loaded, FixedSizeMode.RESIZE));
	}

	private static NetworkSpec small(final ArchitectureKind kind, final int channels) {
		switch (kind) {
			case UNET:
				return Architectures.unet(channels, 4, 1, 1, 1);
			case DENSE_AUTOENCODER:
				return Architectures.denseAutoencoder(SIZE, SIZE, channels, 8, 8, 8, Activation.LEAKY_RELU);
			default:
				return kind.network(channels, SIZE, SIZE);
		}
	}

	/** Learns four images by heart; checks that both the training's loss and the prediction's error fall. */
	private static Weights overfit(final NetworkSpec network, final Tensor noisy, final Tensor clean) {
		try (NetworkTrainer trainer = Engines.start().trainer(network, Weights.random(network, 1), Loss.MSE)) {
			final double first = trainer.step(noisy, clean, 0.005);
			double last = first;
			// Running statistics need some hundred steps, the last of which change little else.
			final int steps = network.statisticsCount() > 0 ? 350 : 120;
			for (int i = 0; i < steps; i++) {
				last = trainer.step(noisy, clean, i < 120 ? 0.005 : 0.0002);
			}
			assertTrue(last < 0.3 * first, network.architecture() + ": from " + first + " to " + last);
			// What prediction, and with it validation, makes of it: batch normalisation with running statistics.
			final Tensor output = trainer.run(noisy);
			assertTrue(squaredDistance(output, clean) / output.values().length < 0.5 * first, network.architecture());
			try (NetworkRunner runner = Engines.start().runner(network, trainer.weights())) {
				assertEquals(0, Math.sqrt(squaredDistance(runner.run(noisy), output)), 1e-4);
			}
			return trainer.weights();
		}
	}

	private static double squaredDistance(final Tensor a, final Tensor b) {
		double sum = 0;
		for (int i = 0; i < a.values().length; i++) {
			sum += Math.pow(a.values()[i] - b.values()[i], 2);
		}
		return sum;
	}

	private static Tensor images(final double noise, final int channels) {
		final Random random = new Random(1);
		final float[] values = new float[BATCH * channels * SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			final int image = i / (SIZE * SIZE);
			values[i] = (float) (0.5 + 0.4 * Math.sin((i % SIZE + i / SIZE % SIZE * image) / 3.0) +
				noise * random.nextGaussian());
		}
		return new Tensor(values, BATCH, channels, SIZE, SIZE);
	}

	/** An image of a size that no network is made for. */
	private static float[] denoised(final DenoiserModel model, final FixedSizeMode mode) {
		final Img<FloatType> input = ArrayImgs.floats(37, 21, model.channels());
		final Random random = new Random(2);
		input.forEach(pixel -> pixel.set(100 + 50 * random.nextFloat()));
		final float[] pixels = new float[37 * 21 * model.channels()];
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start(), 768,
			DenoisingConfig.builder().fixedSize(mode).build()))
		{
			workflow.run(input, ArrayImgs.floats(pixels, 37, 21, model.channels()), new CancelToken(), ProgressListener.NONE);
		}
		for (final float value : pixels) {
			assertTrue(Float.isFinite(value));
		}
		return pixels;
	}
}
