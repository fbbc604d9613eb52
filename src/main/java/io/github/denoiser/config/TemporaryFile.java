package io.github.denoiser.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Files that are written beside their place, and moved there when they are whole. */
public final class TemporaryFile {

	/** What their names begin with; hidden on most systems. */
	public static final String PREFIX = ".denoiser-";

	private TemporaryFile() {
		// static methods only
	}

	/**
	 * Makes an empty file that others may read as far as they may read new files there;
	 * Java's own temporary files are for their owner only.
	 *
	 * @param target the file that it will become
	 * @param ending with the dot
	 */
	public static Path beside(final Path target, final String ending) throws IOException {
		while (true) {
			final String number = Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
			try {
				return Files.createFile(target.toAbsolutePath().resolveSibling(PREFIX + number + ending));
			}
			catch (final FileAlreadyExistsException e) {
				// Another number, then.
			}
		}
	}
}
