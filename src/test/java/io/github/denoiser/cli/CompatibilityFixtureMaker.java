// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.FloatProcessor;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.predict.ModelExamples;
import io.github.denoiser.train.CheckpointFile;

/**
 * Makes the frozen files of {@link CompatibilityTest} with the code of today: once for a version, when that is
 * released. What is there already is never made again, or it would show nothing. Argument: the folder of the version.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.cli.CompatibilityFixtureMaker
 *   -Dexec.args=src/test/resources/compatibility/0.1.0
 * </pre>
 */
public final class CompatibilityFixtureMaker {

	private static final int WIDTH = 45;
	private static final int HEIGHT = 38;
	/** Of square networks of fixed size. */
	private static final int EDGE = 16;
	private static final int EPOCHS = 6;

	private CompatibilityFixtureMaker() {}

	public static void main(final String[] arguments) throws Exception {
		final Path folder = Files.createDirectories(Path.of(arguments[0]));
		final Path input = folder.resolve(CompatibilityFixture.INPUT);
		if (Files.exists(input)) throw new IllegalStateException(folder + " is there already");
		new FileSaver(new ImagePlus("input", image())).saveAsTiff(input.toString());
		Files.write(folder.resolve(CompatibilityFixture.DENOISE_OPTIONS), List.of("--output_type", "32-bit", "--strength",
			"100", "--passes", "1", "--sharpen", "0", "--fixed_size", "tile"));
		final CompatibilityFixture fixture = new CompatibilityFixture(folder);
		for (final ArchitectureKind kind : ArchitectureKind.values()) {
			final Path model = folder.resolve(kind.label() + ".zip");
			write(network(kind), model);
			require(fixture.denoise(model, fixture.outputOf(model)), model);
		}
		Files.write(folder.resolve(CompatibilityFixture.TRAIN_OPTIONS),
			List.of("--learn_from", "clean", "--noise", "Gaussian", "--sigma", "25", "--start_model", "nothing",
				"--architecture", "dense_autoencoder", "--filters", "4,4", "--latent", "4", "--epochs", "" + EPOCHS,
				"--minutes", "0", "--steps", "2", "--batch_size", "2", "--patch_size", "" + EDGE, "--average", "0.9", "--seed",
				"1"));
		checkpoint(fixture);
		System.exit(0);
	}

	private static FloatProcessor image() {
		final Random random = new Random(1);
		final FloatProcessor image = new FloatProcessor(WIDTH, HEIGHT);
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				image.setf(x, y, (float) (1000 + 300 * Math.sin(x / 5.0) * Math.cos(y / 4.0) + 60 * random.nextGaussian()));
			}
		}
		return image;
	}

	/** As few weights as show that the architecture is read as it was written. */
	private static NetworkSpec network(final ArchitectureKind kind) {
		switch (kind) {
			case UNET:
				return Architectures.unet(1, 6, 2, 1, 2);
			case BLIND_SPOT_UNET:
				return Architectures.blindSpotUnet(1, 6, 2, 1);
			case DENSE_AUTOENCODER:
				return Architectures.denseAutoencoder(EDGE, EDGE, 1, 8, 8, 8, Activation.LEAKY_RELU);
			default:
				return kind.network(1, EDGE, EDGE);
		}
	}

	private static void write(final NetworkSpec network, final Path file) {
		final Weights weights = rounded(network, TestNetworks.weights(network, 1));
		final DenoiserModel model = new DenoiserModel(network, weights, PercentileNormalization.STANDARD,
			ModelInfo.builder("compatibility").build());
		final int size = ModelExamples.size(model);
		final float[] square = new float[size * size];
		for (int i = 0; i < square.length; i++) {
			square[i] = i % size / 8 + i / size / 8;
		}
		ModelWriter.write(model, ModelExamples.of(model, Engines.start(), square), file);
	}

	/** Few different values make small files. */
	private static Weights rounded(final NetworkSpec network, final Weights weights) {
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		weights.tensors().forEach((name, values) -> {
			final float[] rounded = new float[values.length];
			for (int i = 0; i < values.length; i++) {
				rounded[i] = Math.round(values[i] * 64) / 64f;
			}
			tensors.put(name, rounded);
		});
		return Weights.of(network, tensors);
	}

	/** Takes a copy of the state of a training while that goes on. */
	private static void checkpoint(final CompatibilityFixture fixture) throws IOException, InterruptedException {
		final Path work = Files.createTempDirectory("fixture");
		final Path state = CheckpointFile.beside(work.resolve("model.zip"));
		final int[] result = { -1 };
		final Thread training = new Thread(() -> result[0] = fixture.train(work));
		training.start();
		int epochs = 0;
		while (training.isAlive() && epochs == 0) {
			epochs = CheckpointFile.epochs(state).orElse(0);
			if (epochs > 0) Files.copy(state, fixture.folder().resolve(CompatibilityFixture.CHECKPOINT));
			else Thread.sleep(1);
		}
		training.join();
		if (result[0] != 0 || epochs == 0 || epochs >= EPOCHS)
			throw new IllegalStateException("No checkpoint, " + result[0]);
		System.out.println("The checkpoint is that of epoch " + epochs + ".");
	}

	private static void require(final int code, final Path file) {
		if (code != 0) throw new IllegalStateException(file + ": exit code " + code + " of " + Main.class);
	}
}
