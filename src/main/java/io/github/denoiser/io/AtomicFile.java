// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is written beside its place, and put there when it is whole and on the disk itself: whatever happens,
 * there is the old file or the new one. Every file of the product is written so.
 *
 * <pre>
 * try (AtomicFile file = AtomicFile.create(target)) {
 * 	write(file.stream());
 * 	file.commit();
 * }
 * </pre>
 *
 * What it is asked to write may come as a stream, or at any place; not both.
 */
public final class AtomicFile implements Closeable {

	private static final int BUFFER = 1 << 16;

	private final Path target;
	private final Path temporary;
	private final FileChannel channel;
	private final Disk disk = Disk.get();
	private final OutputStream stream;
	/** Bytes that the file has by now, or that it was asked to take when that failed. */
	private long length;
	private long expected;

	private AtomicFile(final Path target, final Path temporary, final FileChannel channel) {
		this.target = target;
		this.temporary = temporary;
		this.channel = channel;
		stream = new BufferedOutputStream(new Appending(), BUFFER);
	}

	/**
	 * Begins a file, and removes what killed programs have left in its folder.
	 *
	 * @param file where it is to be; a link to a file stays a link
	 * @throws WriteException if it cannot be there; see {@link WriteTarget}
	 */
	public static AtomicFile create(final Path file) throws WriteException {
		final Path target = WriteTarget.of(file);
		StaleFiles.remove(target.getParent());
		final Path temporary = StaleFiles.next(target.getParent());
		try {
			final FileChannel channel = Disk.get().create(temporary);
			StaleFiles.begin(temporary, channel);
			return new AtomicFile(target, temporary, channel);
		}
		catch (final IOException e) {
			throw WriteException.of(e, target, 0);
		}
	}

	/** Writes a whole file. */
	public static void write(final Path file, final byte[] content) throws WriteException {
		try (AtomicFile atomic = create(file)) {
			atomic.expect(content.length);
			atomic.write(ByteBuffer.wrap(content), 0);
			atomic.commit();
		}
	}

	/** Writes a whole file of text. */
	public static void write(final Path file, final String text, final Charset encoding) throws WriteException {
		write(file, text.getBytes(encoding));
	}

	/** Says how large the file will be, so that a message about a full disk can name it. */
	public void expect(final long bytes) {
		expected = bytes;
	}

	/** @return where to write one byte after the other; buffered, and need not be closed */
	public OutputStream stream() {
		return stream;
	}

	/** Writes all bytes of a buffer to a place in the file. */
	public void write(final ByteBuffer bytes, final long position) throws WriteException {
		length = Math.max(length, position + bytes.remaining());
		try {
			disk.write(channel, bytes, position);
		}
		catch (final IOException e) {
			throw problem(e);
		}
	}

	/** @return how many bytes were read; -1 at the end */
	public int read(final ByteBuffer bytes, final long position) throws IOException {
		return channel.read(bytes, position);
	}

	/** @return the file as it is now, to be read again for a check before {@link #commit} */
	public Path written() throws WriteException {
		flush();
		return temporary;
	}

	private void flush() throws WriteException {
		try {
			stream.flush();
		}
		catch (final IOException e) {
			throw problem(e);
		}
	}

	/**
	 * Puts the file into its place.
	 *
	 * @throws WriteException if that fails; what was there is there still
	 */
	public void commit() throws WriteException {
		flush();
		try {
			final long size = channel.size();
			if (size != length) throw new IOException("of " + length + " bytes, " + size + " were written");
			disk.force(channel);
			channel.close();
			disk.replace(temporary, target);
		}
		catch (final IOException e) {
			throw problem(e);
		}
		disk.forceFolder(target.getParent());
	}

	private WriteException problem(final IOException e) {
		return WriteException.of(e, target, Math.max(expected, length));
	}

	/** Leaves nothing behind unless the file was committed. */
	@Override
	public void close() {
		try {
			channel.close();
			Files.deleteIfExists(temporary);
		}
		catch (final IOException e) {
			// The next file that is written to the folder tries again.
		}
		finally {
			StaleFiles.end(temporary);
		}
	}

	private final class Appending extends OutputStream {

		@Override
		public void write(final int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(final byte[] bytes, final int start, final int count) throws IOException {
			AtomicFile.this.write(ByteBuffer.wrap(bytes, start, count), length);
		}
	}
}
