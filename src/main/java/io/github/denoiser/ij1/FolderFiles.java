package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.FolderConfig;
import io.github.denoiser.config.OutputType;

/** Finds the files of a folder to process, and says where each result goes. */
final class FolderFiles {

	private FolderFiles() {
		// static methods only
	}

	/**
	 * @return the results' files by the images' files, both absolute, in the order of
	 *         their paths. What lies in the output folder is left out if that is within the
	 *         input folder; hidden files and folders are left out
	 * @throws DenoiserException if there is no such folder or no file to process, or if a
	 *           result would replace an image
	 */
	static Map<Path, Path> find(final FolderConfig config, final OutputType type) {
		if (!Files.isDirectory(config.input())) {
			throw new DenoiserException("There is no folder \"" + config.input() + "\". Choose the folder of the images as input.");
		}
		if (isSame(config.input(), config.output())) {
			throw new DenoiserException("The output folder is the input folder, so results would replace images. " +
				"Choose another output; it may be a new folder within the input.");
		}
		if (Files.exists(config.output()) && !Files.isDirectory(config.output())) {
			throw new DenoiserException("\"" + config.output() + "\" is a file. The results of a folder need a folder: choose " +
				"another output.");
		}
		final List<Path> inputs = inputs(config);
		if (inputs.isEmpty()) {
			throw new DenoiserException("There are no files to denoise in \"" + config.input() + "\"" + (config.filter().isBlank()
				? ". Choose a folder of images, or name the files with the filter." : " whose names match the filter \"" + config
					.filter() + "\". Change the filter, or choose another folder.") + (config.isRecursive() ? ""
						: " Subfolders were not looked into."));
		}
		final Map<Path, Path> files = new LinkedHashMap<>();
		final Map<Path, Integer> counts = new HashMap<>();
		inputs.forEach(input -> counts.merge(output(config, type, input, false), 1, Integer::sum));
		final Set<Path> all = new HashSet<>(inputs);
		for (final Path input : inputs) {
			// Of a.png and a.tif, the first would be replaced by the second.
			final boolean clash = counts.get(output(config, type, input, false)) > 1;
			final Path output = output(config, type, input, clash);
			if (all.contains(output)) {
				throw new DenoiserException("The result of \"" + input + "\" would replace the image \"" + output +
					"\". Choose another output folder, which does not hold the input.");
			}
			files.put(input, output);
		}
		return files;
	}

	private static boolean isSame(final Path a, final Path b) {
		try {
			return a.equals(b) || Files.exists(b) && Files.isSameFile(a, b);
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static Path output(final FolderConfig config, final OutputType type, final Path input, final boolean clash) {
		final String name = input.getFileName().toString();
		final String wish = config.format().outputName(name, type);
		final Path folder = config.output().resolve(config.input().relativize(input)).getParent();
		return folder.resolve(clash && !wish.equals(name) ? name + wish.substring(wish.lastIndexOf('.')) : wish);
	}

	private static List<Path> inputs(final FolderConfig config) {
		final NameFilter filter = new NameFilter(config.filter());
		final List<Path> files = new ArrayList<>();
		try {
			Files.walkFileTree(config.input(), EnumSet.noneOf(FileVisitOption.class), config.isRecursive()
				? Integer.MAX_VALUE : 1, new SimpleFileVisitor<>() {

					@Override
					public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) {
						final boolean skipped = !folder.equals(config.input()) && (isHidden(folder) || isSame(folder, config
							.output()));
						return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
					}

					@Override
					public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
						if (Files.isRegularFile(file) && !isHidden(file) && filter.accepts(config.input().relativize(file))) files.add(
							file);
						return FileVisitResult.CONTINUE;
					}
				});
		}
		catch (final IOException e) {
			throw new DenoiserException("The folder \"" + config.input() + "\" cannot be read: " + e.getMessage() +
				". Check that you may read it.", e);
		}
		Collections.sort(files);
		return files;
	}

	private static boolean isHidden(final Path file) {
		return file.getFileName().toString().startsWith(".");
	}
}
