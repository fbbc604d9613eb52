// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder whose disk fails at a chosen write of another process: {@code failing_writes.c},
 * made with the C compiler of the system, where there is one and the system is Linux.
 */
final class FailingDisk {

	/** What the chosen write does. */
	enum Way {

		/** Half of it is written, and nothing after it. */
		FULL,
		/** It alone fails. */
		ONCE,
		/** Half of it is written, and everything after it: the writer must go on with the other half. */
		SHORT,
		/** Half of it is written, and the process ends as by {@code kill -9}. */
		KILL
	}

	private static final String COMPILER = "gcc";
	private static final Path SOURCE = Path.of("src", "test", "c", "failing_writes.c");

	private final Path library;
	private final Path folder;
	private final Path controlFile;
	private final MappedByteBuffer control;

	/**
	 * @param scratch for the library, outside of the folder
	 * @param folder whose files fail
	 */
	FailingDisk(final Path scratch, final Path folder) throws IOException {
		this.folder = folder.toRealPath();
		library = compile(scratch);
		controlFile = scratch.resolve("control").toAbsolutePath();
		try (RandomAccessFile file = new RandomAccessFile(controlFile.toFile(), "rw")) {
			control = file.getChannel().map(MapMode.READ_WRITE, 0, 3 * Long.BYTES);
			control.order(ByteOrder.nativeOrder());
		}
	}

	/** Whether this system has what it takes. */
	static boolean isPossible() {
		return System.getProperty("os.name").equals("Linux") &&
			Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, COMPILER)));
	}

	private static Path compile(final Path scratch) throws IOException {
		final Path library = scratch.resolve("failing_writes.so").toAbsolutePath();
		final Path messages = scratch.resolve("compiler.txt");
		final Process compiler = new ProcessBuilder(COMPILER, "-shared", "-fPIC", "-O1", "-Wall", "-o", library.toString(),
			SOURCE.toString(), "-ldl").redirectErrorStream(true).redirectOutput(messages.toFile()).start();
		try {
			assertEquals(0, compiler.waitFor(), () -> text(messages));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException(e);
		}
		return library;
	}

	private static String text(final Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	/** Counts from 0 again, and fails nowhere. */
	void mend() {
		fail(0, Way.FULL);
	}

	/**
	 * Counts from 0 again, and fails.
	 *
	 * @param write from 1; 0 for none
	 */
	void fail(final long write, final Way way) {
		control.putLong(Long.BYTES, write);
		control.putLong(2 * Long.BYTES, way.ordinal() + 1L);
		control.putLong(0, 0);
	}

	/** @return how many writes, flushes and cuts of files below the folder there were since the last call of the others */
	int writes() {
		return (int) control.getLong(0);
	}

	/** What a process needs to have this disk. */
	Map<String, String> environment() {
		return Map.of("LD_PRELOAD", library.toString(), "FAILING_FOLDER", folder.toString(), "FAILING_CONTROL",
			controlFile.toString());
	}
}
