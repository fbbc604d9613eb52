// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.scijava.module.Module;

import ij.Prefs;

/**
 * Notes of trainings that were begun from a dialog: a file for each in ImageJ's folder of
 * preferences, written when the training begins, so that it is there however ImageJ ends.
 * A note goes when its training's checkpoint has gone. Macros are not noted.
 */
public final class InterruptedTrainings {

	private static final String FOLDER = "denoiser-trainings";
	private static final String ENDING = ".properties";

	/** States of the trainings that this process runs. */
	private static final Set<Path> RUNNING = ConcurrentHashMap.newKeySet();

	private InterruptedTrainings() {
		// static methods only
	}

	/**
	 * Notes the training of a module as soon as it begins. Whether the note can be written
	 * does not matter to the training.
	 *
	 * @return to be closed when the training has ended; null if there will be nothing to note
	 */
	static Running watch(final Module module, final Resumable command) {
		final Path state = command.state();
		// A second one of the same state must not take the first one's place.
		if (state == null || !RUNNING.add(state)) return null;
		final InterruptedTraining training = InterruptedTraining.of(module, command);
		command.whenBegun(() -> {
			try {
				Files.createDirectories(folder());
				training.write(note(state));
			}
			catch (final IOException e) {
				// Without it, the user enters the settings again to go on.
			}
		});
		return new Running(state);
	}

	/** A training that this process runs. */
	static final class Running implements AutoCloseable {

		private final Path state;

		private Running(final Path state) {
			this.state = state;
		}

		@Override
		public void close() {
			RUNNING.remove(state);
			if (!Files.exists(state)) forget(state);
		}
	}

	/** @return those that can go on, the newest first */
	static List<InterruptedTraining> list() {
		final List<InterruptedTraining> found = new ArrayList<>();
		for (final Path note : notes()) {
			final Optional<InterruptedTraining> read = InterruptedTraining.read(note);
			final boolean running = read.isPresent() &&
				(RUNNING.contains(read.get().state()) || read.get().isRunningElsewhere());
			if (running) continue;
			if (read.isEmpty() || !Files.exists(read.get().state())) delete(note);
			else if (read.get().epochs().isPresent()) found.add(read.get());
		}
		return found;
	}

	/** Never offers this training again, unless it is begun again. Its checkpoint stays. */
	static void forget(final InterruptedTraining training) {
		forget(training.state());
	}

	private static void forget(final Path state) {
		delete(note(state));
	}

	private static void delete(final Path note) {
		try {
			Files.deleteIfExists(note);
		}
		catch (final IOException e) {
			// One question too many does no harm.
		}
	}

	private static List<Path> notes() {
		if (!Files.isDirectory(folder())) return List.of();
		try (Stream<Path> files = Files.list(folder())) {
			return files.filter(file -> file.toString().endsWith(ENDING))
				.sorted(Comparator.comparing((final Path file) -> file.toFile().lastModified()).reversed())
				.collect(Collectors.toList());
		}
		catch (final IOException e) {
			return List.of();
		}
	}

	private static Path note(final Path state) {
		return folder().resolve(UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8)) + ENDING);
	}

	private static Path folder() {
		return Path.of(Prefs.getPrefsDir(), FOLDER);
	}
}
