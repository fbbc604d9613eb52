// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

import io.github.denoiser.core.DenoiserException;

/**
 * Keeps others from long work on the same file: in this program and, by a lock of the system on a file beside it, in
 * others. The system lets the lock of a killed program go. Where the disk knows no locks, other programs are not kept
 * away.
 */
public final class TargetLock implements Closeable {

	private static final int LONGEST_NAME = 200;
	/** Tries to lock a file that another one has just removed. */
	private static final int TRIES = 20;
	private static final int PADDING = 4096;
	/** Beyond what the file holds, so that others can read who has locked it. */
	private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

	/** Those of this program. Opening their files here would lose the locks, as POSIX has it. */
	private static final Set<Path> HELD = new HashSet<>();
	/** Of files that turned out to be held here, under another name: not closed, for the same reason. */
	private static final Set<FileChannel> KEPT_OPEN = new HashSet<>();

	private final Path file;
	private final FileChannel channel;

	private TargetLock(final Path file, final FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * @param target the file that the work is for
	 * @param other what others that hold the lock are doing, for example {@code Another training}
	 * @throws DenoiserException if another one holds the lock
	 * @throws WriteException if no file can be made there
	 */
	public static TargetLock take(final Path target, final String other) throws WriteException {
		final Path place = WriteTarget.of(target);
		final Path file = real(place.getParent()).resolve(name(place.getFileName().toString()));
		synchronized (HELD) {
			if (HELD.contains(file)) throw busy(target, other, "in this program");
			for (int i = 0; i < TRIES; i++) {
				final Optional<TargetLock> lock = take(file, target, other);
				if (lock.isEmpty()) continue;
				HELD.add(file);
				return lock.get();
			}
		}
		throw busy(target, other, "it has just begun");
	}

	/** @return empty if the file was removed by who held it: another try may do better */
	private static Optional<TargetLock> take(final Path file, final Path target, final String other)
		throws WriteException
	{
		try {
			final FileChannel channel = Disk.get().open(file);
			if (!lock(channel, target, other)) {
				final String owner = owner(channel);
				channel.close();
				throw busy(target, other, owner);
			}
			if (mark(channel, file)) return Optional.of(new TargetLock(file, channel));
			channel.close();
			return Optional.empty();
		}
		catch (final IOException e) {
			throw WriteException.of(e, file, 0);
		}
	}

	private static boolean lock(final FileChannel channel, final Path target, final String other) {
		try {
			final FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
			return lock != null;
		}
		catch (final OverlappingFileLockException e) {
			KEPT_OPEN.add(channel);
			throw busy(target, other, "in this program");
		}
		catch (final IOException e) {
			return true;
		}
	}

	/**
	 * Writes who holds the lock, and makes sure that the file that was locked is the one in the folder: its length is
	 * random, and opening it a second time would lose the lock.
	 */
	private static boolean mark(final FileChannel channel, final Path file) throws IOException {
		final String text = "process " + ProcessHandle.current().pid();
		try {
			channel.truncate(0);
			Disk.get().write(channel,
				ByteBuffer.wrap(
					(text + " ".repeat(1 + ThreadLocalRandom.current().nextInt(PADDING))).getBytes(StandardCharsets.US_ASCII)),
				0);
		}
		catch (final IOException e) {
			// A full disk: the lock holds without a word about who has it.
			return Files.exists(file);
		}
		return Files.exists(file) && Files.size(file) == channel.size();
	}

	private static String owner(final FileChannel channel) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(40);
		channel.read(bytes, 0);
		final String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).trim();
		return text.matches("process \\d+") ? text : "in another program";
	}

	private static DenoiserException busy(final Path target, final String other, final String who) {
		return new DenoiserException(other + " is working on \"" + target + "\" (" + who +
			"). Wait until it is done, stop it, or choose another name.");
	}

	/** Holds the name itself where it fits, so that names that the disk takes for the same have the same lock. */
	private static String name(final String target) {
		final byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= LONGEST_NAME) return StaleFiles.PREFIX + target + ".lock";
		final CRC32 sum = new CRC32();
		sum.update(bytes);
		return StaleFiles.PREFIX + Long.toHexString(sum.getValue()) + ".lock";
	}

	private static Path real(final Path folder) throws WriteException {
		try {
			return folder.toRealPath();
		}
		catch (final IOException e) {
			throw WriteException.of(e, folder.resolve("lock"), 0);
		}
	}

	/** Lets the next one in. */
	@Override
	public void close() {
		synchronized (HELD) {
			HELD.remove(file);
			try {
				// Before the lock goes: afterwards it may be another one's.
				Files.deleteIfExists(file);
				channel.close();
			}
			catch (final IOException e) {
				// An empty file is left behind; without a lock it keeps nobody away.
			}
		}
	}
}
