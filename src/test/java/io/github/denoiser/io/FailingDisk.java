// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A disk whose n-th operation on files of a folder fails, as all after it do: it is full. Close it to have the real one
 * again.
 */
public final class FailingDisk implements AutoCloseable {

	private final int first;
	private final Path folder;
	private final Set<FileChannel> files = ConcurrentHashMap.newKeySet();
	private int operations;

	private FailingDisk(final int first, final Path folder) {
		this.first = first;
		this.folder = folder;
		Disk.set(new Full());
	}

	/**
	 * @param folder with all that is in it
	 * @param first the operation that fails, counted from 1
	 */
	public static FailingDisk of(final Path folder, final int first) {
		return new FailingDisk(first, folder.toAbsolutePath());
	}

	/** Of all folders. */
	public static FailingDisk from(final int first) {
		return new FailingDisk(first, null);
	}

	/** @return one that only counts */
	public static FailingDisk never() {
		return from(Integer.MAX_VALUE);
	}

	private boolean isHere(final Path file) {
		return folder == null || file.toAbsolutePath().startsWith(folder);
	}

	/** How many operations there were. */
	public int operations() {
		return operations;
	}

	/** Whether one of them failed. */
	public boolean hasFailed() {
		return operations >= first;
	}

	@Override
	public void close() {
		Disk.set(null);
		StaleFiles.lookAgain();
	}

	private final class Full extends Disk {

		private synchronized void count() throws IOException {
			if (++operations >= first) throw new IOException("No space left on device");
		}

		@Override
		FileChannel create(final Path file) throws IOException {
			if (isHere(file)) count();
			return added(file, super.create(file));
		}

		private FileChannel added(final Path file, final FileChannel channel) {
			if (isHere(file)) files.add(channel);
			return channel;
		}

		@Override
		FileChannel open(final Path file) throws IOException {
			if (isHere(file)) count();
			return added(file, super.open(file));
		}

		/** Half of what was asked for is on the disk, as with real ones. */
		@Override
		void write(final FileChannel file, final ByteBuffer bytes, final long start) throws IOException {
			try {
				if (files.contains(file)) count();
			}
			catch (final IOException e) {
				final ByteBuffer half = bytes.duplicate();
				half.limit(half.position() + half.remaining() / 2);
				super.write(file, half, start);
				throw e;
			}
			super.write(file, bytes, start);
		}

		@Override
		void force(final FileChannel file) throws IOException {
			if (files.contains(file)) count();
			super.force(file);
		}

		@Override
		void replace(final Path from, final Path to) throws IOException {
			if (isHere(to)) count();
			super.replace(from, to);
		}
	}
}
