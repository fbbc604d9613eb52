// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

import io.github.denoiser.history.EventReader;

/**
 * What is in the files of a folder, as others than the product read them: Java's own readers
 * of images and ZIP files. Two files have the same content if they differ in times and
 * durations only.
 */
final class Contents {

	/** What the content of a file begins with that cannot be read, or not to its end. */
	static final String DAMAGED = "damaged";

	/** Of a model package, those without a time in them. */
	private static final Set<String> LASTING = Set.of("weights.onnx", "test_input.npy", "test_output.npy", "cover.png");
	private static final String EVENTS = "tfevents";
	private static final String REPORT = "denoising.csv";
	private static final Set<String> PICTURES = Set.of("png", "jpg", "gif", "bmp", "tif");

	private Contents() {}

	/**
	 * @return of each file its path within the folder, numbers made at random replaced, and its content; of a run of
	 *         TensorBoard all files together, in the order of their times; empty if there is no folder
	 */
	static Map<String, String> of(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) return Collections.emptyMap();
		final Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.filter(Files::isRegularFile).sorted().collect(Collectors.toList())) {
				final String name = file.getFileName().toString();
				final Path path = folder.relativize(name.contains(EVENTS) ? file.resolveSibling(EVENTS) : file);
				contents.merge(path.toString().replaceAll("[0-9]{6,}", "#"), of(name, file),
					(first, second) -> first + "; " + second);
			}
		}
		return contents;
	}

	private static String of(final String name, final Path file) {
		try {
			return read(name, file);
		}
		catch (final IOException | RuntimeException | AssertionError e) {
			return DAMAGED + ": " + e;
		}
	}

	private static String read(final String name, final Path file) throws IOException {
		final String ending = name.substring(name.lastIndexOf('.') + 1);
		if (ending.equals("zip")) return zip(file);
		if (ending.equals("csv")) return csv(name, Files.readString(file, StandardCharsets.UTF_8));
		if (name.contains(EVENTS)) return EventReader.read(file).size() + " events, " + Files.size(file) + " bytes";
		if (PICTURES.contains(ending)) {
			final BufferedImage picture = ImageIO.read(file.toFile());
			if (picture == null) throw new IOException("no picture");
			return picture.getWidth() + " x " + picture.getHeight() + " " + hash(Files.readAllBytes(file));
		}
		return hash(Files.readAllBytes(file));
	}

	private static String zip(final Path file) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			final List<? extends ZipEntry> entries = Collections.list(zip.entries());
			final boolean model = entries.stream().anyMatch(entry -> LASTING.contains(entry.getName()));
			return entries.stream().map(entry -> {
				try {
					final byte[] bytes = zip.getInputStream(entry).readAllBytes();
					return entry.getName() + (model && !LASTING.contains(entry.getName()) ? "" : " " + hash(bytes));
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
			}).collect(Collectors.joining(", "));
		}
	}

	/**
	 * Numbers are replaced: some of them are durations. A row that is cut off has no end of line. A report tells
	 * what became of each file, so whatever it says is right, as long as it is whole.
	 */
	private static String csv(final String name, final String text) throws IOException {
		if (!text.endsWith("\n")) throw new IOException("the last row is cut off");
		return name.equals(REPORT) ? "whole" : text.replaceAll("[0-9]+([.][0-9]+)?(E-?[0-9]+)?", "#");
	}

	private static String hash(final byte[] bytes) {
		try {
			final StringBuilder text = new StringBuilder(bytes.length + " bytes ");
			final byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
			for (int i = 0; i < 8; i++) {
				text.append(String.format("%02x", hash[i]));
			}
			return text.toString();
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
