// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;

class AtomicFileTest {

	@TempDir
	private Path folder;
	private Path file;

	@BeforeEach
	void nameIt() {
		file = folder.resolve("result.txt");
		StaleFiles.lookAgain();
	}

	@Test
	void nothingIsThereBeforeItIsCommitted() throws IOException {
		try (AtomicFile atomic = AtomicFile.create(file)) {
			atomic.stream().write("new".getBytes(StandardCharsets.UTF_8));
			assertFalse(Files.exists(file));
			atomic.commit();
		}
		assertEquals("new", read());
		assertEquals(List.of("result.txt"), names());
	}

	@Test
	void withoutACommitTheOldFileStays() throws IOException {
		AtomicFile.write(file, "old", StandardCharsets.UTF_8);
		try (AtomicFile atomic = AtomicFile.create(file)) {
			atomic.write(ByteBuffer.wrap(new byte[] { 1, 2 }), 5);
		}
		assertEquals("old", read());
		assertEquals(List.of("result.txt"), names());
	}

	@Test
	void whereverTheDiskFailsTheOldFileStays() throws IOException {
		AtomicFile.write(file, "old", StandardCharsets.UTF_8);
		final int operations;
		try (FailingDisk disk = FailingDisk.never()) {
			AtomicFile.write(file, "old", StandardCharsets.UTF_8);
			operations = disk.operations();
		}
		assertEquals(4, operations);
		for (int n = 1; n <= operations; n++) {
			try (FailingDisk disk = FailingDisk.from(n)) {
				final WriteException problem = assertThrows(WriteException.class,
					() -> AtomicFile.write(file, "new", StandardCharsets.UTF_8));
				assertTrue(problem.isFull() && problem.getMessage().contains("is full"), problem.getMessage());
			}
			assertEquals("old", read());
			assertEquals(List.of("result.txt"), names());
		}
	}

	/** The device says that it is full, as a stranger. */
	@Test
	void devicesPipesAndFoldersAreNoTargets() throws IOException, InterruptedException {
		for (final String device : new String[] { "/dev/full", "/dev/null" }) {
			if (Files.exists(Paths.get(device))) assertRefused(Paths.get(device), "device or a pipe");
		}
		assertRefused(Files.createDirectory(folder.resolve("sub")), "folder");
		assertRefused(folder.resolve("missing/a.txt"), "does not exist");
		assertRefused(folder.resolve("x".repeat(300)), "");
		assumeTrue(Files.isExecutable(Paths.get("/usr/bin/mkfifo")));
		final Path pipe = folder.resolve("pipe");
		assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
		assertRefused(pipe, "device or a pipe");
	}

	@Test
	void aLinkStaysALink() throws IOException {
		AtomicFile.write(file, "old", StandardCharsets.UTF_8);
		final Path link = Files.createSymbolicLink(folder.resolve("link"), file);
		AtomicFile.write(link, "new", StandardCharsets.UTF_8);
		assertTrue(Files.isSymbolicLink(link));
		assertEquals("new", read());
		assertRefused(Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("nothing")), "does not exist");
		final Path loop = folder.resolve("loop");
		assertRefused(Files.createSymbolicLink(loop, loop), "leads");
	}

	/** Of a process that has ended, and of one that lives. */
	@Test
	void whatKilledProgramsLeaveIsRemovedAndNothingElse() throws IOException, InterruptedException {
		final Process ended = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-version")
			.start();
		ended.waitFor();
		final String mine = StaleFiles.next(folder).getFileName().toString();
		final Path dead = folder.resolve(mine.replace("-" + ProcessHandle.current().pid() + "-", "-" + ended.pid() + "-"));
		final Path other = folder.resolve(".denoiser-notes.txt");
		Files.write(dead, new byte[10]);
		Files.write(other, new byte[10]);
		try (AtomicFile living = AtomicFile.create(folder.resolve("living.txt"))) {
			StaleFiles.lookAgain();
			AtomicFile.write(file, "new", StandardCharsets.UTF_8);
			assertFalse(Files.exists(dead));
			assertTrue(Files.exists(other));
			living.commit();
		}
		assertEquals(List.of(".denoiser-notes.txt", "living.txt", "result.txt"), names());
	}

	@Test
	void recordsAreAppendedWhole() throws IOException {
		AppendFile.append(file, new byte[] { 1, 2 });
		try (FailingDisk disk = FailingDisk.from(2)) {
			assertThrows(WriteException.class, () -> AppendFile.append(file, new byte[] { 3, 4, 5, 6 }));
		}
		AppendFile.append(file, new byte[] { 7 });
		assertArrayEquals(new byte[] { 1, 2, 7 }, Files.readAllBytes(file));
	}

	@Test
	void onlyOneMayWorkOnATarget() throws IOException {
		final TargetLock lock = TargetLock.take(file, "Another training");
		final DenoiserException busy = assertThrows(DenoiserException.class,
			() -> TargetLock.take(file, "Another training"));
		assertTrue(busy.getMessage().startsWith("Another training is working on"), busy.getMessage());
		TargetLock.take(folder.resolve("other.txt"), "Another training").close();
		lock.close();
		TargetLock.take(file, "Another training").close();
		assertEquals(List.of(), names());
	}

	private void assertRefused(final Path target, final String part) {
		final WriteException problem = assertThrows(WriteException.class, () -> WriteTarget.check(target));
		assertTrue(problem.getMessage().contains(part), problem.getMessage());
		assertFalse(problem.remedy().isEmpty());
	}

	private String read() throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(path -> path.getFileName().toString()).sorted().collect(Collectors.toList());
		}
	}
}
