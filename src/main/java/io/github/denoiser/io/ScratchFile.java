// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A place for a library that writes only to files, and only by their name: beside the file that its work is for, whose
 * disk must have room for it anyway, and not in a folder of temporary files that may be small. What is there goes when
 * it is closed; of a killed program, when the next file is written to the folder.
 */
public final class ScratchFile implements Closeable {

	private final Path path;
	private final Path target;

	private ScratchFile(final Path path, final Path target) {
		this.path = path;
		this.target = target;
	}

	/**
	 * @param file that the work is for
	 * @param ending of the name, without the dot: lower-case letters
	 * @return a name that nobody else uses; there is no file yet
	 * @throws WriteException if there is no place for files; see {@link WriteTarget}
	 */
	public static ScratchFile beside(final Path file, final String ending) throws WriteException {
		final Path target = WriteTarget.of(file);
		StaleFiles.remove(target.getParent());
		final Path path = StaleFiles.next(target.getParent(), ending);
		StaleFiles.begin(path);
		return new ScratchFile(path, target);
	}

	/** @return where the library may write, whatever is there before */
	public Path path() {
		return path;
	}

	/**
	 * @param reason why what is there is not whole
	 * @return a problem that says whether the disk is full
	 */
	public WriteException problem(final String reason) {
		return WriteException.of(new IOException(reason), target, 0);
	}

	@Override
	public void close() {
		try {
			Files.deleteIfExists(path);
		}
		catch (final IOException e) {
			// The next file that is written to the folder tries again.
		}
		finally {
			StaleFiles.end(path);
		}
	}
}
