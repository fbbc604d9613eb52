// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;

/** Commands that run at the same time give what they give one after the other, to the last bit. */
@Timeout(300)
class TwoAtOnceIT {

	private static final int ROUNDS = 2;

	@TempDir
	private Path folder;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@Test
	void denoisings() throws Exception {
		final List<Callable<List<float[]>>> jobs = new ArrayList<>();
		final NetworkSpec[] networks = { Architectures.unet(1, 4, 2, 1, 1), Architectures.unet(1, 3, 1, 2, 2),
			Architectures.convolutionalAutoencoder(1) };
		for (int i = 0; i < networks.length; i++) {
			final Path model = TestModels.write(TestModels.of(networks[i]),
				Files.createDirectory(folder.resolve("model" + i)));
			final ImagePlus image = image(i, 60 + 37 * i, 90 - 20 * i, 3);
			jobs.add(() -> pixels(denoise(image, model)));
		}
		check(jobs);
	}

	@Test
	void denoisingWhileTraining() throws Exception {
		final Path model = TestModels.write(TestModels.of(Architectures.unet(1, 4, 2, 1, 1)),
			Files.createDirectory(folder.resolve("model")));
		final ImagePlus image = image(1, 90, 70, 4);
		final ImagePlus examples = image(2, 96, 96, 3);
		check(List.of(() -> pixels(denoise(image, model)), () -> train(examples)));
	}

	@Test
	void trainings() throws Exception {
		final ImagePlus one = image(3, 96, 96, 2);
		final ImagePlus other = image(4, 80, 80, 2);
		check(List.of(() -> train(one), () -> train(other)));
	}

	/** Runs the jobs one after the other, and then several times all at once. */
	private static void check(final List<Callable<List<float[]>>> jobs) throws Exception {
		final List<List<float[]>> expected = new ArrayList<>();
		for (final Callable<List<float[]>> job : jobs) {
			expected.add(job.call());
		}
		final ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
		try {
			for (int round = 0; round < ROUNDS; round++) {
				final CyclicBarrier start = new CyclicBarrier(jobs.size());
				final List<Future<List<float[]>>> results = new ArrayList<>();
				for (final Callable<List<float[]>> job : jobs) {
					results.add(threads.submit(() -> {
						start.await();
						return job.call();
					}));
				}
				for (int i = 0; i < jobs.size(); i++) {
					assertSame(expected.get(i), results.get(i).get());
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private ImagePlus denoise(final ImagePlus image, final Path model) {
		return (ImagePlus) commands
			.run(DenoiseImageCommand.class, "image", image, "model", model.toFile(), "output_type", "32-bit")
			.getOutput("denoised");
	}

	/** @return the weights of a short training */
	private List<float[]> train(final ImagePlus image) throws IOException {
		final Path file = Files.createTempDirectory(folder, "training").resolve("trained.zip");
		commands.run(TrainDenoiserCommand.class, "image", image, "learn_from", "clean", "noise", "Gaussian", "save_as",
			file.toFile(), "preset", "custom", "start_model", "nothing", "epochs", 2, "steps", 4, "batch_size", 2,
			"patch_size", 32, "show_progress", false);
		final DenoiserModel model = ModelReader.read(file);
		assertEquals(2, model.info().history().size());
		return new ArrayList<>(model.weights().tensors().values());
	}

	private static void assertSame(final List<float[]> expected, final List<float[]> actual) {
		assertEquals(expected.size(), actual.size());
		for (int i = 0; i < expected.size(); i++) {
			assertArrayEquals(expected.get(i), actual.get(i));
		}
	}

	private static List<float[]> pixels(final ImagePlus image) {
		final List<float[]> slices = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++) {
			slices.add((float[]) image.getStack().getPixels(i));
		}
		assertFalse(Arrays.equals(slices.get(0), slices.get(1)));
		return slices;
	}

	private static ImagePlus image(final int seed, final int width, final int height, final int slices) {
		final Random random = new Random(seed);
		final ImageStack stack = new ImageStack(width, height);
		for (int s = 0; s < slices; s++) {
			final float[] pixels = new float[width * height];
			for (int i = 0; i < pixels.length; i++) {
				pixels[i] = (float) (100 + 50 * Math.sin((i % width + s) / 7.0) + 10 * random.nextGaussian());
			}
			stack.addSlice(new FloatProcessor(width, height, pixels));
		}
		return new ImagePlus("image " + seed, stack);
	}
}
