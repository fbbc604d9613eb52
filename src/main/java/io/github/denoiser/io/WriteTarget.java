// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The place where a file is to be: found, and found fit, before any work is done. */
public final class WriteTarget {

	private static final String ANOTHER = "Choose another name.";

	private WriteTarget() {
		// static methods only
	}

	/**
	 * Finds out whether a file can be written, and changes nothing.
	 *
	 * @throws WriteException if not
	 */
	public static void check(final Path file) throws WriteException {
		AtomicFile.create(file).close();
	}

	/**
	 * @param file as the user named it
	 * @return where it is: absolute, and behind a link if there is one, which then stays a link
	 * @throws WriteException if its folder is missing, or there is something that is no plain file and must not be
	 *           replaced by one: a folder, a device, a pipe, a link to nothing
	 */
	public static Path of(final Path file) throws WriteException {
		final Path target = Files.isSymbolicLink(file) ? linked(file) : file.toAbsolutePath();
		final Path folder = target.getParent();
		if (target.getFileName() == null || Files.isDirectory(target)) {
			throw unfit("that is a folder",
				"Give the name of a file in it, for example \"" + target.resolve("result") + "\".");
		}
		if (folder == null || !Files.isDirectory(folder)) {
			throw unfit("the folder \"" + folder + "\" does not exist", "Create it, or choose another.");
		}
		final BasicFileAttributes there = attributes(target);
		if (there == null) return target;
		if (!there.isRegularFile()) throw unfit("that is a device or a pipe, and no file", ANOTHER);
		if (!Files.isWritable(target)) throw unfit("there is a file that must not be changed", ANOTHER);
		return target;
	}

	private static Path linked(final Path link) throws WriteException {
		try {
			return link.toRealPath();
		}
		catch (final NoSuchFileException e) {
			throw unfit("that is a link to a file that does not exist", "Remove the link, or choose another name.");
		}
		catch (final FileSystemLoopException e) {
			throw unfit("that is a link that leads to itself", "Remove the link, or choose another name.");
		}
		catch (final IOException e) {
			throw unfit("that is a link that leads nowhere (" + e.getMessage() + ")",
				"Remove the link, or choose another name.");
		}
	}

	/** @return null if there is no such file yet */
	private static BasicFileAttributes attributes(final Path target) throws WriteException {
		try {
			return Files.readAttributes(target, BasicFileAttributes.class);
		}
		catch (final NoSuchFileException | NotDirectoryException e) {
			return null;
		}
		catch (final IOException e) {
			// For example a name that is longer than the disk allows.
			throw WriteException.of(e, target, 0);
		}
	}

	private static WriteException unfit(final String reason, final String remedy) {
		return new WriteException(reason, remedy, false, null);
	}
}
