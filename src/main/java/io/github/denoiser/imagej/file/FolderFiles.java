// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.settings.FolderConfig;
import io.github.denoiser.settings.OutputType;

/** The files of a folder to process, where each result goes, and what cannot be read there. */
public final class FolderFiles {

	private static final String REMOVED = "-removed.tif";
	private static final int CLASHES_IN_MESSAGE = 5;

	private final FolderConfig config;
	private final OutputType type;
	private final boolean residual;
	private final Map<Path, Path> outputs = new LinkedHashMap<>();
	private final Map<Path, String> problems = new TreeMap<>();

	private FolderFiles(final FolderConfig config, final OutputType type, final boolean residual) {
		this.config = config;
		this.type = type;
		this.residual = residual;
	}

	/**
	 * Looks for files. Those in the output folder are left out if that is within the input folder;
	 * hidden files and folders are left out. Links to folders are followed.
	 *
	 * @param residual whether what was removed is saved, too
	 * @throws DenoiserException if there is no such folder or no file to process, or if a
	 *           result would replace an image or another result
	 */
	public static FolderFiles find(final FolderConfig config, final OutputType type, final boolean residual) {
		if (!Files.isDirectory(config.input())) {
			throw new DenoiserException(
				"There is no folder \"" + config.input() + "\". Choose the folder of the images as input.");
		}
		if (isSame(config.input(), config.output())) {
			throw new DenoiserException("The output folder is the input folder, so results would replace images. " +
				"Choose another output; it may be a new folder within the input.");
		}
		if (Files.exists(config.output()) && !Files.isDirectory(config.output())) {
			throw new DenoiserException(
				"\"" + config.output() + "\" is a file. The results of a folder need a folder: choose another output.");
		}
		final FolderFiles files = new FolderFiles(config, type, residual);
		files.findOutputs(files.inputs());
		files.requireDifferent();
		return files;
	}

	/** The results' files by the images' files, both absolute, in the order of the images' paths. */
	public Map<Path, Path> outputs() {
		return Collections.unmodifiableMap(outputs);
	}

	/** What cannot be read, by its absolute path: folders, links to nothing, names that this computer cannot write. */
	public Map<Path, String> problems() {
		return Collections.unmodifiableMap(problems);
	}

	/** @return the file for what was removed from an image; null if it is not saved */
	public Path removed(final Path output) {
		if (!residual) return null;
		final String name = output.getFileName().toString();
		return output.resolveSibling(name.substring(0, name.lastIndexOf('.')) + REMOVED);
	}

	/** Whatever the two are called: through a link, or in other letters. */
	public static boolean isSame(final Path a, final Path b) {
		try {
			return a.equals(b) || Files.exists(b) && Files.exists(a) && Files.isSameFile(a, b);
		}
		catch (final IOException e) {
			return false;
		}
	}

	private void findOutputs(final List<Path> inputs) {
		// Of a.png and a.tif, the first would be replaced by the second.
		final Map<String, Integer> counts = new HashMap<>();
		final Map<Path, Path> wishes = new LinkedHashMap<>();
		for (final Path input : inputs) {
			try {
				final Path wish = output(input, false);
				wishes.put(input, wish);
				counts.merge(sameName(wish), 1, Integer::sum);
			}
			catch (final InvalidPathException e) {
				problems.put(input,
					"its name holds characters that are not in the encoding of this computer (" +
						System.getProperty("sun.jnu.encoding") +
						"). Rename it, or set the locale to one of UTF-8, for example LC_ALL=C.UTF-8.");
			}
		}
		wishes.forEach((input, wish) -> outputs.put(input, counts.get(sameName(wish)) > 1 ? output(input, true) : wish));
	}

	private Path output(final Path input, final boolean clash) {
		final String name = input.getFileName().toString();
		final String wish = config.format().outputName(name, type);
		final Path folder = config.output().resolve(config.input().relativize(input)).getParent();
		return folder.resolve(clash && !wish.equals(name) ? name + wish.substring(wish.lastIndexOf('.')) : wish);
	}

	/** Names that many systems take for the same: in capitals or not, with accents as letters or as marks of their own. */
	private static String sameName(final Path path) {
		return Normalizer.normalize(path.toString(), Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	/** @throws DenoiserException naming what would replace what */
	private void requireDifferent() {
		final Set<Path> images = new HashSet<>(outputs.keySet());
		final Map<String, Path> sources = new HashMap<>();
		final List<String> clashes = new ArrayList<>();
		outputs.forEach((input, output) -> {
			for (final Path file : removed(output) == null ? List.of(output) : List.of(output, removed(output))) {
				if (images.contains(file)) {
					throw new DenoiserException("The result of \"" + input + "\" would replace the image \"" + file +
						"\". Choose another output folder, which does not hold the input.");
				}
				final Path other = sources.putIfAbsent(sameName(file), input);
				if (other == null) continue;
				clashes.add("\"" + relative(other) + "\" and \"" + relative(input) + "\" would both give \"" +
					config.output().relativize(file) + "\"");
				break;
			}
		});
		if (clashes.isEmpty()) return;
		throw new DenoiserException(clashes.stream().limit(CLASHES_IN_MESSAGE).collect(Collectors.joining("; ")) +
			(clashes.size() > CLASHES_IN_MESSAGE ? "; and " + (clashes.size() - CLASHES_IN_MESSAGE) + " more" : "") +
			" (capitals do not tell files apart everywhere). Rename one of them, or choose fewer with the filter.");
	}

	private Path relative(final Path input) {
		return config.input().relativize(input);
	}

	private List<Path> inputs() {
		final NameFilter filter = new NameFilter(config.filter());
		final List<Path> files = new ArrayList<>();
		try {
			Files.walkFileTree(config.input(), EnumSet.of(FileVisitOption.FOLLOW_LINKS),
				config.isRecursive() ? Integer.MAX_VALUE : 1, new Visitor(filter, files));
		}
		catch (final IOException e) {
			throw new DenoiserException(
				"The folder \"" + config.input() + "\" cannot be read: " + reason(e) + ". Check that you may read it.", e);
		}
		if (files.isEmpty() && problems.isEmpty()) {
			throw new DenoiserException("There are no files to denoise in \"" + config.input() + "\"" +
				(config.filter().isBlank() ? ". Choose a folder of images, or name the files with the filter."
					: " whose names match the filter \"" + config.filter() + "\". Change the filter, or choose another folder.") +
				(config.isRecursive() ? "" : " Subfolders were not looked into."));
		}
		Collections.sort(files);
		return files;
	}

	private static String reason(final IOException e) {
		return e instanceof AccessDeniedException ? "access is denied" : e.getMessage();
	}

	/** Collects images; what cannot be read does not keep it from the rest. */
	private final class Visitor extends SimpleFileVisitor<Path> {

		private final NameFilter filter;
		private final List<Path> files;

		private Visitor(final NameFilter filter, final List<Path> files) {
			this.filter = filter;
			this.files = files;
		}

		@Override
		public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) {
			final boolean skipped = !folder.equals(config.input()) && (isHidden(folder) || isSame(folder, config.output()));
			return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
			if (isHidden(file) || !filter.accepts(relative(file))) return FileVisitResult.CONTINUE;
			if (attributes.isRegularFile()) files.add(file);
			else if (!attributes.isDirectory()) {
				problems.put(file,
					attributes.isSymbolicLink() ? "it is a link to a file that is not there. Mend or delete the link."
						: "it is no file, but a device or a pipe. Choose fewer with the filter.");
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(final Path file, final IOException problem) throws IOException {
			if (file.equals(config.input())) throw problem;
			// Its images are found where the circle begins.
			final boolean isCircle = problem instanceof FileSystemLoopException;
			if (!isCircle && !isHidden(file)) note(file, problem);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(final Path folder, final IOException problem) throws IOException {
			if (problem == null) return FileVisitResult.CONTINUE;
			if (folder.equals(config.input())) throw problem;
			note(folder, problem);
			return FileVisitResult.CONTINUE;
		}

		private void note(final Path path, final IOException problem) {
			problems.put(path, "it cannot be read: " + reason(problem) + ". Check that you may read it.");
		}

		private boolean isHidden(final Path file) {
			return file.getFileName().toString().startsWith(".");
		}
	}
}
