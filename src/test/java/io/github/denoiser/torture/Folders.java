// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;

/** Folders with small images, and what the file system does with folders. */
final class Folders {

	private static final int SIZE = 48;
	private static final int LARGE = 192;

	private Folders() {}

	/**
	 * Makes {@code one.pgm}, {@code large.pgm}, {@code stack.tif} of three slices, and a folder {@code many} of two
	 * images.
	 */
	static void writeImages(final Path folder) throws IOException {
		Files.createDirectories(folder.resolve("many"));
		save(image(1), folder.resolve("one.pgm"));
		save((ByteProcessor) image(1).resize(LARGE, LARGE), folder.resolve("large.pgm"));
		save(image(2), folder.resolve("many/first.pgm"));
		save(image(3), folder.resolve("many/second.tif"));
		final ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int slice = 4; slice < 7; slice++) {
			stack.addSlice(image(slice));
		}
		if (!new FileSaver(new ImagePlus("stack", stack)).saveAsTiffStack(folder.resolve("stack.tif").toString())) {
			throw new IOException("stack.tif was not written");
		}
	}

	private static ByteProcessor image(final long seed) {
		final Random random = new Random(seed);
		final ByteProcessor image = new ByteProcessor(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++) {
			image.set(i, (int) (127 + 60 * Math.sin(i % SIZE / 5.0) * Math.cos(i / SIZE / 7.0) + 40 * random.nextDouble()));
		}
		return image;
	}

	private static void save(final ByteProcessor image, final Path file) throws IOException {
		final FileSaver saver = new FileSaver(new ImagePlus("image", image));
		final boolean saved = file.toString().endsWith(".pgm") ? saver.saveAsPgm(file.toString())
			: saver.saveAsTiff(file.toString());
		if (!saved) throw new IOException(file + " was not written");
	}

	/** Makes {@code to} what {@code from} is. */
	static void copy(final Path from, final Path to) throws IOException {
		empty(to);
		for (final Path path : below(from)) {
			final Path copy = to.resolve(from.relativize(path).toString());
			if (Files.isDirectory(path)) Files.createDirectories(copy);
			else Files.copy(path, copy);
		}
	}

	/** Makes an empty folder, or empties it. */
	static void empty(final Path folder) throws IOException {
		Files.createDirectories(folder);
		final List<Path> paths = below(folder);
		paths.sort(Comparator.reverseOrder());
		for (final Path path : paths) {
			Files.delete(path);
		}
	}

	private static List<Path> below(final Path folder) throws IOException {
		try (Stream<Path> paths = Files.walk(folder)) {
			return paths.filter(path -> !path.equals(folder)).collect(Collectors.toList());
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}
}
