// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file, from any place, in the byte order that it names. Thread-safe. */
final class TiffBytes implements Closeable {

	private static final int MAGIC = 42;
	private static final int BIG_MAGIC = 43;
	private static final int PIECE = 1 << 16;

	private final Path file;
	private final FileChannel channel;
	private final long length;
	private final ByteOrder order;
	private final boolean big;
	private final boolean isTiff;

	/** @throws IOException if there is no such file */
	TiffBytes(final Path file) throws IOException {
		this.file = file;
		channel = FileChannel.open(file);
		try {
			length = channel.size();
			final ByteBuffer start = length < 4 ? ByteBuffer.allocate(4) : read(0, 4, ByteOrder.BIG_ENDIAN);
			final int marks = Short.toUnsignedInt(start.getShort(0));
			order = marks == 0x4949 ? ByteOrder.LITTLE_ENDIAN : marks == 0x4d4d ? ByteOrder.BIG_ENDIAN : null;
			final int magic = order == null ? 0 : start.order(order).getShort(2);
			big = magic == BIG_MAGIC;
			isTiff = big || magic == MAGIC;
		}
		catch (final IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
	}

	/** Whether it begins as a TIFF file does. */
	boolean isTiff() {
		return isTiff;
	}

	/** Whether places in the file have 64 bits. */
	boolean isBig() {
		return big;
	}

	Path file() {
		return file;
	}

	long length() {
		return length;
	}

	ByteOrder order() {
		return order;
	}

	/** @throws EOFException if the file ends before */
	ByteBuffer read(final long at, final int count) throws IOException {
		return read(at, count, order);
	}

	private ByteBuffer read(final long at, final int count, final ByteOrder wanted) throws IOException {
		if (!holds(at, count)) throw new EOFException("it ends too soon");
		final ByteBuffer bytes = ByteBuffer.allocate(count).order(wanted);
		read(at, bytes);
		bytes.flip();
		return bytes;
	}

	/** Fills what is left of a buffer. */
	void read(final long at, final ByteBuffer bytes) throws IOException {
		long position = at;
		while (bytes.hasRemaining()) {
			final int count = channel.read(bytes, position);
			if (count < 0) throw new EOFException("the file has become shorter");
			position += count;
		}
	}

	/** Whether so many bytes stand there; also for numbers that only a hostile file has. */
	boolean holds(final long at, final long count) {
		return at >= 0 && count >= 0 && at <= length && count <= length - at;
	}

	/** @return a part of the file, which need not reach as far as it claims */
	InputStream stream(final long at, final long count) {
		final long end = holds(at, count) ? at + count : length;
		return new InputStream() {

			private long position = Math.max(0, Math.min(at, end));
			private ByteBuffer piece = ByteBuffer.allocate(0);

			private boolean fill() throws IOException {
				if (piece.hasRemaining()) return true;
				if (position >= end) return false;
				piece = TiffBytes.this.read(position, (int) Math.min(PIECE, end - position));
				position += piece.remaining();
				return true;
			}

			@Override
			public int read() throws IOException {
				return fill() ? piece.get() & 0xff : -1;
			}

			@Override
			public int read(final byte[] target, final int from, final int most) throws IOException {
				if (most == 0) return 0;
				if (!fill()) return -1;
				final int count = Math.min(most, piece.remaining());
				piece.get(target, from, count);
				return count;
			}
		};
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
