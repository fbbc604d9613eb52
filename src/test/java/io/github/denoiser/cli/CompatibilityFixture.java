// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.IJ;

import io.github.denoiser.train.CheckpointFile;

/**
 * The files of one version: an image, models with what they made of it, the state of a training, and the options of
 * both. They are used through the command line, whose options stay what they are.
 */
final class CompatibilityFixture {

	static final String INPUT = "input.tif";
	/** One option or value a line. */
	static final String DENOISE_OPTIONS = "denoise.txt";
	static final String TRAIN_OPTIONS = "train.txt";
	static final String CHECKPOINT = "training.checkpoint";

	private final Path folder;

	CompatibilityFixture(final Path folder) {
		this.folder = folder;
	}

	Path folder() {
		return folder;
	}

	List<Path> models() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(".zip")).sorted().collect(Collectors.toList());
		}
	}

	/** What the model made of the image when the files were made. */
	Path outputOf(final Path model) {
		return model.resolveSibling(model.getFileName().toString().replace(".zip", ".tif"));
	}

	/** @return the exit code */
	int denoise(final Path model, final Path output) throws IOException {
		return run(DENOISE_OPTIONS, "denoise", folder.resolve(INPUT).toString(), output.toString(), "--model",
			model.toString());
	}

	/** Trains {@code model.zip} in this folder, as the training of the checkpoint did. */
	int train(final Path work) {
		try {
			final Path images = Files.createDirectories(work.resolve("images"));
			Files.copy(folder.resolve(INPUT), images.resolve(INPUT));
			return run(TRAIN_OPTIONS, "train", images.toString(), work.resolve("model.zip").toString());
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Puts the state beside the model that {@link #train} makes. */
	void interrupted(final Path work) throws IOException {
		Files.copy(folder.resolve(CHECKPOINT), CheckpointFile.beside(work.resolve("model.zip")));
	}

	private int run(final String options, final String... arguments) throws IOException {
		final List<String> all = new ArrayList<>(Arrays.asList(arguments));
		all.addAll(Files.readAllLines(folder.resolve(options)));
		return Main.run(all.toArray(new String[0]));
	}

	static float[] pixels(final Path image) {
		return (float[]) IJ.openImage(image.toString()).getProcessor().getPixels();
	}
}
