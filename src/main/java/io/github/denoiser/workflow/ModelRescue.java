// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.train.CheckpointFile;

/**
 * Saves the model of a training, wherever there is room: hours of work must not be lost to a
 * disk that has filled up meanwhile.
 */
final class ModelRescue {

	private ModelRescue() {
		// static methods only
	}

	/** Saves the model as a file. */
	interface Saver {

		/** @throws DenoiserException if that fails; what was there before is there still */
		void save(Path file);
	}

	/**
	 * Tries the destination first; then the user's home and the folder of temporary files. Once
	 * the model is safe there, a full disk gets the room of the training's state, of which the
	 * model is the better part, and the destination is tried again.
	 *
	 * @param checkpoints of the training
	 * @param notes told if it took more than one try
	 * @throws DenoiserException if the model is not at its destination; the message says where it is
	 *           instead, or how to get it
	 */
	static void save(final Saver saver, final Path destination, final CheckpointFile checkpoints,
		final Consumer<String> notes)
	{
		try {
			saver.save(destination);
		}
		catch (final DenoiserException problem) {
			final Path elsewhere = saveElsewhere(saver, destination);
			if (elsewhere == null) throw nowhere(problem, checkpoints);
			if (WriteException.isFull(problem) && checkpoints.exists()) {
				checkpoints.delete();
				if (isSaved(saver, destination)) {
					deleteQuietly(elsewhere);
					notes
						.accept("The disk is full. The model took the room of the training's state, which is not needed any more.");
					return;
				}
			}
			throw new DenoiserException(problem.getMessage() + " The model is safe: it was saved as \"" + elsewhere +
				"\" instead. Move it to where it should be.", problem);
		}
	}

	/** @return where the model is now; null if it could be saved nowhere */
	private static Path saveElsewhere(final Saver saver, final Path destination) {
		for (final String property : List.of("user.home", "java.io.tmpdir")) {
			final String folder = System.getProperty(property, "");
			if (folder.isEmpty() || !Files.isDirectory(Paths.get(folder))) continue;
			final Path file = free(Paths.get(folder), destination.getFileName().toString());
			if (isSaved(saver, file)) return file;
		}
		return null;
	}

	/** @return a file that is not there yet */
	private static Path free(final Path folder, final String name) {
		final int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
		Path file = folder.resolve(name);
		for (int i = 2; Files.exists(file); i++) {
			file = folder.resolve(name.substring(0, dot) + "-" + i + name.substring(dot));
		}
		return file;
	}

	private static boolean isSaved(final Saver saver, final Path file) {
		try {
			saver.save(file);
			return true;
		}
		catch (final DenoiserException e) {
			return false;
		}
	}

	private static DenoiserException nowhere(final DenoiserException problem, final CheckpointFile checkpoints) {
		if (!checkpoints.exists()) return problem;
		return new DenoiserException(problem.getMessage() +
			" The training is not lost: mend that, and start it again with the same settings. It then goes on where it " +
			"stopped, and saves the model.", problem);
	}

	private static void deleteQuietly(final Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (final IOException e) {
			// A second copy does no harm.
		}
	}
}
