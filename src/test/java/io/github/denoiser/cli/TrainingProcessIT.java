// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelReader;

/** Trainings in processes of their own: killed as the system kills, and with little memory. */
@Timeout(300)
class TrainingProcessIT {

	@TempDir
	private Path folder;

	@Test
	void aKilledTrainingGoesOnToTheSameResult() throws Exception {
		final Path images = images(1, 64);
		final String[] options = { "--minutes", "0", "--epochs", "3", "--steps", "2", "--batch_size", "1", "--patch_size",
			"16" };

		final Process process = start(64, images, folder.resolve("killed.zip"), options);
		final String first = readUntil(process, "Epoch 2");
		process.destroyForcibly().waitFor();
		assertTrue(first.contains("Epoch 1"), first);
		assertFalse(Files.exists(folder.resolve("killed.zip")));
		assertTrue(Files.exists(folder.resolve("killed.zip.checkpoint")));

		final String second = end(start(64, images, folder.resolve("killed.zip"), options));
		assertTrue(second.contains("interrupted after epoch"), second);
		assertFalse(second.contains("Epoch 1,"), second);
		end(start(64, images, folder.resolve("whole.zip"), options));

		final DenoiserModel killed = ModelReader.read(folder.resolve("killed.zip"));
		final DenoiserModel whole = ModelReader.read(folder.resolve("whole.zip"));
		assertEquals(3, killed.info().history().size());
		for (int i = 0; i < 3; i++) {
			assertEquals(whole.info().history().get(i).trainingLoss(), killed.info().history().get(i).trainingLoss());
			assertEquals(whole.info().history().get(i).validationLoss(), killed.info().history().get(i).validationLoss());
		}
		whole.weights().tensors().forEach((name, values) -> assertArrayEquals(values, killed.weights().get(name), name));
	}

	@Test
	void aTrainingSetLargerThanTheHeapIsRead() throws Exception {
		// As planes, 256 MB.
		final Path images = images(64, 1024);
		final String output = end(start(160, images, folder.resolve("model.zip"), "--minutes", "0", "--epochs", "1",
			"--steps", "10", "--batch_size", "1", "--patch_size", "16"));
		assertTrue(output.contains("Images:  64"), output);
		assertEquals(1, ModelReader.read(folder.resolve("model.zip")).info().history().size());
	}

	/** @param megabytes of Java's heap */
	private Process start(final int megabytes, final Path images, final Path model, final String... options)
		throws IOException
	{
		final List<String> command = new ArrayList<>(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + megabytes + "m", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Main.class.getName(),
				"train", images.toString(), model.toString()));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static String end(final Process process) throws Exception {
		final String output = readUntil(process, null);
		assertEquals(0, process.waitFor(), output);
		return output;
	}

	/** @return what the process printed, up to a line that starts like this; null: all */
	private static String readUntil(final Process process, final String start) throws IOException {
		final StringBuilder text = new StringBuilder();
		final BufferedReader reader = new BufferedReader(
			new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			text.append(line).append('\n');
			if (start != null && line.contains(start)) break;
		}
		return text.toString();
	}

	private Path images(final int slices, final int size) {
		final Random random = new Random(1);
		final ByteProcessor processor = new ByteProcessor(size, size);
		for (int i = 0; i < size * size; i++) {
			processor.set(i,
				(int) (127 + 80 * Math.sin(i % size / 5.0) * Math.cos(i / size / 7.0) + 40 * random.nextDouble()));
		}
		final ImageStack stack = new ImageStack(size, size);
		for (int slice = 0; slice < slices; slice++) {
			stack.addSlice(processor);
		}
		final Path file = folder.resolve("stack.tif");
		final FileSaver saver = new FileSaver(new ImagePlus("stack", stack));
		if (slices == 1) saver.saveAsTiff(file.toString());
		else saver.saveAsTiffStack(file.toString());
		return file;
	}
}
