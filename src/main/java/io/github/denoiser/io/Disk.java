// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What the system does for this room, call by call. Everything that can fail on a real disk goes through
 * here, so that tests can let any of it fail.
 */
class Disk {

	private static volatile Disk current = new Disk();

	static Disk get() {
		return current;
	}

	/** For tests: a disk that fails, or null for the real one. */
	static void set(final Disk disk) {
		current = disk == null ? new Disk() : disk;
	}

	/** @return a new file, which others may read as far as they may read new files there */
	FileChannel create(final Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	/** @return a file that is made if it is missing */
	FileChannel open(final Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	void write(final FileChannel file, final ByteBuffer bytes, final long start) throws IOException {
		long position = start;
		while (bytes.hasRemaining())
			position += file.write(bytes, position);
	}

	/** Comes back when the file is on the disk itself, and would survive a loss of power. */
	void force(final FileChannel file) throws IOException {
		file.force(true);
	}

	/** A change of name in one folder: there is the one file or the other at any time. */
	void replace(final Path from, final Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	/** The new name is on the disk, too. Not all systems let folders be opened; there is nothing to be done then. */
	void forceFolder(final Path folder) {
		try (FileChannel channel = FileChannel.open(folder)) {
			channel.force(true);
		}
		catch (final IOException e) {
			// The file is in its place all the same.
		}
	}

	/** @return bytes that can still be written into a folder; a great number if nobody knows */
	long room(final Path folder) {
		try {
			return Files.getFileStore(folder).getUsableSpace();
		}
		catch (final IOException e) {
			return Long.MAX_VALUE;
		}
	}
}
