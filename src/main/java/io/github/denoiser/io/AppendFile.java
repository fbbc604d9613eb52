// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that grows record by record while others read it, as logs do. It holds whole records only: one that cannot be
 * written to its end is taken back.
 */
public final class AppendFile implements Closeable {

	private final Path file;
	private final FileChannel channel;
	private final Disk disk = Disk.get();

	private AppendFile(final Path file, final FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Begins a file.
	 *
	 * @throws FileAlreadyExistsException if there is one
	 */
	public static AppendFile create(final Path file) throws IOException {
		if (Files.exists(file)) throw new FileAlreadyExistsException(file.toString());
		final Path target = WriteTarget.of(file);
		try {
			return new AppendFile(target, Disk.get().create(target));
		}
		catch (final FileAlreadyExistsException e) {
			throw e;
		}
		catch (final IOException e) {
			throw WriteException.of(e, target, 0);
		}
	}

	/** Adds one record to a file that is made if it is missing. */
	public static void append(final Path file, final byte[] record) throws WriteException {
		final Path target = WriteTarget.of(file);
		try (AppendFile opened = new AppendFile(target, Disk.get().open(target))) {
			opened.append(record);
		}
		catch (final IOException e) {
			throw WriteException.of(e, target, 0);
		}
	}

	/** Adds a record; when this method comes back, it is on the disk. */
	public void append(final byte[] record) throws WriteException {
		long end = 0;
		try {
			end = channel.size();
			disk.write(channel, ByteBuffer.wrap(record), end);
			disk.force(channel);
		}
		catch (final IOException e) {
			takeBack(end);
			throw WriteException.of(e, file, record.length);
		}
	}

	private void takeBack(final long end) {
		try {
			channel.truncate(end);
		}
		catch (final IOException e) {
			// The problem that led here is the one to report.
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
