// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.engine.nd4j.MemoryNeed;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/**
 * What {@link MemoryNeed} says beside what the system counts as the process's most resident memory (Linux), and the
 * time of a patch; each in a process of its own:
 *
 * <pre>
 * mvn -q -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.MemoryBenchmark
 * </pre>
 */
public final class MemoryBenchmark {

	private static final List<String> CASES = List.of("predict unet 1 256", "predict unet 1 768",
		"predict blind_spot_unet 1 512", "predict convolutional_autoencoder 1 768", "predict dense_autoencoder 64 64",
		"train unet 4 64", "train unet 16 64", "train unet 4 128", "train unet 16 128", "train unet 64 128",
		"train blind_spot_unet 16 128", "train convolutional_autoencoder 16 128", "train dense_autoencoder 16 64",
		"train dense_autoencoder 64 128", "train dense_autoencoder 4 256");
	private static final int STEPS = 3;

	private MemoryBenchmark() {}

	public static void main(final String[] arguments) throws Exception {
		if (arguments.length == 4)
			measure(arguments[0], arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
		else {
			System.out.println(
				"| what | network | patches | edge | said, MB | counted, MB | ms a patch |\n|---|---|---|---|---|---|---|");
			for (final String one : CASES) {
				final ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp",
					System.getProperty("java.class.path"), MemoryBenchmark.class.getName());
				builder.command().addAll(List.of(one.split(" ")));
				builder.inheritIO().start().waitFor();
			}
		}
	}

	private static void measure(final String what, final String name, final int patches, final int edge)
		throws IOException
	{
		final NetworkSpec network = network(name, edge);
		final Engine engine = Engines.start();
		final long before = resident("VmRSS:");
		final double pixels = (double) patches * edge * edge;
		final boolean training = what.equals("train");
		final MemoryNeed need = new MemoryNeed(network);
		final double said = training ? need.ofTraining(pixels) : need.ofPrediction(pixels);
		final Tensor input = random(patches, edge, 1);
		final Tensor target = random(patches, edge, 2);
		long start = 0;
		final Weights weights = Weights.random(network, 1);
		try (NetworkTrainer trainer = training ? engine.trainer(network, weights, Loss.MSE, 0.999) : null;
			NetworkRunner runner = training ? null : engine.runner(network, weights))
		{
			for (int i = 0; i <= STEPS; i++) {
				// The first one makes everything ready.
				if (i == 1) start = System.nanoTime();
				if (training) trainer.step(input, target, 0.001);
				else runner.run(input);
			}
		}
		final double millis = (System.nanoTime() - start) / 1e6 / STEPS / patches;
		System.out.printf("| %s | %s | %d | %d | %.0f | %d | %.1f |%n", what, name, patches, edge, said / 1e6,
			(resident("VmHWM:") - before) / 1000, millis);
	}

	private static NetworkSpec network(final String name, final int edge) {
		switch (name) {
			case Architectures.UNET:
				return Architectures.standard(1);
			case Architectures.BLIND_SPOT_UNET:
				return Architectures.blindSpotUnet(1, 32, 2, 1);
			case Architectures.DENSE_AUTOENCODER:
				return Architectures.denseAutoencoder(edge, edge, 1, 32, 64, 16, Activation.LEAKY_RELU);
			default:
				return Architectures.convolutionalAutoencoder(1);
		}
	}

	private static Tensor random(final int patches, final int edge, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[patches * edge * edge];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return new Tensor(values, patches, 1, edge, edge);
	}

	/** @return kB */
	private static long resident(final String name) throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(name))
			.mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
	}
}
