// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.denoiser.core.DenoiserException;

/**
 * The models that are there: shipped ones, and those in folders of the user. Reads their descriptions, not their
 * weights, so that a list of many is there at once.
 */
public final class ModelCatalog {

	private static final String ENDING = ".zip";

	private final List<Path> folders;

	/** @param folders of the user's models; those that do not exist are empty */
	public ModelCatalog(final List<Path> folders) {
		this.folders = List.copyOf(folders);
	}

	/**
	 * @return the shipped ones, and then those of each folder by their names; ZIP files that are no models are there with
	 *   their problem
	 */
	public List<Entry> entries() {
		final List<Entry> entries = new ArrayList<>();
		for (final String name : ModelLibrary.SHIPPED_MODELS) {
			entries.add(entry(name, true, () -> ModelLibrary.info(name)));
		}
		for (final Path folder : folders) {
			for (final Path file : files(folder)) {
				entries.add(entry(file.toString(), false, () -> ModelReader.readInfo(file)));
			}
		}
		return entries;
	}

	private static List<Path> files(final Path folder) {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> files = Files.list(folder)) {
			return files
				.filter(
					file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING) && Files.isRegularFile(file))
				.sorted().collect(Collectors.toList());
		}
		catch (final IOException | UncheckedIOException e) {
			// What cannot be looked into has nothing to choose from.
			return List.of();
		}
	}

	private static Entry entry(final String id, final boolean shipped, final Description description) {
		try {
			return new Entry(id, shipped, description.read(), null);
		}
		catch (final DenoiserException e) {
			return new Entry(id, shipped, null, e.getMessage());
		}
	}

	@FunctionalInterface
	private interface Description {

		ModelSummary read();
	}

	/** A model. Immutable. */
	public static final class Entry {

		private final String id;
		private final boolean shipped;
		private final ModelSummary summary;
		private final String problem;

		private Entry(final String id, final boolean shipped, final ModelSummary summary, final String problem) {
			this.id = id;
			this.shipped = shipped;
			this.summary = summary;
			this.problem = problem;
		}

		/** What {@link ModelLibrary#load} takes: the name of a shipped one, or a path. */
		public String id() {
			return id;
		}

		/** Whether it came with the plugin. */
		public boolean isShipped() {
			return shipped;
		}

		/** What is known about it; empty if it cannot be used. */
		public Optional<ModelSummary> summary() {
			return Optional.ofNullable(summary);
		}

		/** Why it cannot be used; empty if it can, as far as its description tells. */
		public Optional<String> problem() {
			return Optional.ofNullable(problem);
		}
	}
}
