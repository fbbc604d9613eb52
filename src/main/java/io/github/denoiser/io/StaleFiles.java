// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Temporary files: how they are called, and what becomes of those whose program was killed. A name holds the
 * start of the system and the process that writes it; while it is written, the file is locked. So the files of the
 * dead can be told from those of the living, and are removed when the next file is written to the folder.
 */
final class StaleFiles {

	/** What names begin with; hidden on most systems. */
	static final String PREFIX = ".denoiser-";

	private static final Pattern NAME = Pattern.compile("\\.denoiser-([0-9a-f]{8})-(\\d+)-[0-9a-z]+\\.[a-z]+");
	/** As earlier versions of this program called theirs. */
	private static final Pattern OLD_NAME = Pattern
		.compile("\\.denoiser-(\\d{1,20}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.[a-z]+");
	/** Beyond what any file holds: on some systems, nobody else can read what is locked. */
	private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
	/** Nobody writes for so long without changing the file. */
	private static final Duration LONG_AGO = Duration.ofDays(1);
	/** A folder of many thousands of results is not looked through for each of them. */
	private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

	private static final String SYSTEM = system();
	/** Of this program. Opening one of them here would lose its lock, as POSIX has it. */
	private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

	private static Path lastFolder;
	private static long lastTime;

	private StaleFiles() {
		// static methods only
	}

	/** @return a new name in a folder */
	static Path next(final Path folder) {
		return next(folder, "tmp");
	}

	/** @return a new name in a folder, with an ending of lower-case letters */
	static Path next(final Path folder, final String ending) {
		return folder.resolve(PREFIX + SYSTEM + "-" + ProcessHandle.current().pid() + "-" +
			Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX) + "." + ending);
	}

	/** Differs from machine to machine that may share a folder, and from start to start where the system tells. */
	private static String system() {
		final CRC32 sum = new CRC32();
		try {
			sum.update(Files.readAllBytes(Path.of("/proc/sys/kernel/random/boot_id")));
		}
		catch (final IOException e) {
			final String name = System.getenv("COMPUTERNAME");
			sum.update((name == null ? "" : name).getBytes(StandardCharsets.UTF_8));
		}
		return String.format(Locale.ROOT, "%08x", sum.getValue());
	}

	/** From now on, a file is one of the living. */
	static void begin(final Path file, final FileChannel channel) {
		LIVING.add(file);
		lock(channel);
	}

	/** The same without a lock, where another hand opens and replaces the file: it lives as long as this process. */
	static void begin(final Path file) {
		LIVING.add(file);
	}

	static void end(final Path file) {
		LIVING.remove(file);
	}

	/** Removes what killed programs have left in a folder. */
	static void remove(final Path folder) {
		if (!isDue(folder)) return;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
			for (final Path file : files)
				if (isStale(file)) Files.deleteIfExists(file);
		}
		catch (final IOException | DirectoryIteratorException e) {
			// A file too many does no harm.
		}
	}

	private static synchronized boolean isDue(final Path folder) {
		final long now = System.nanoTime();
		if (folder.equals(lastFolder) && now - lastTime < PAUSE_NANOS) return false;
		lastFolder = folder;
		lastTime = now;
		return true;
	}

	/** For tests: the next call of {@link #remove} looks again. */
	static synchronized void lookAgain() {
		lastFolder = null;
	}

	private static boolean isStale(final Path file) throws IOException {
		final Matcher name = NAME.matcher(file.getFileName().toString());
		final boolean old = OLD_NAME.matcher(file.getFileName().toString()).matches();
		if (!name.matches() && !old || LIVING.contains(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
			return false;
		final boolean ended = !old && name.group(1).equals(SYSTEM) &&
			ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty();
		final boolean longAgo = Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(LONG_AGO));
		return (ended || longAgo) && !isLocked(file);
	}

	private static boolean isLocked(final Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			return !lock(channel);
		}
	}

	/** @return false if somebody else holds the lock; true also where the disk knows no locks */
	private static boolean lock(final FileChannel channel) {
		try {
			final FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
			return lock != null;
		}
		catch (final OverlappingFileLockException e) {
			return false;
		}
		catch (final IOException e) {
			return true;
		}
	}
}
