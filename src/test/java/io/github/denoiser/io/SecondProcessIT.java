// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;

/** Two programs that write into one folder: one that lives is let alone, one that was killed leaves nothing. */
@Timeout(60)
class SecondProcessIT {

	@TempDir
	private Path folder;
	private Path file;
	private Process other;

	@BeforeEach
	void nameIt() {
		file = folder.resolve("model.zip");
		StaleFiles.lookAgain();
	}

	@AfterEach
	void kill() throws InterruptedException {
		if (other == null) return;
		other.destroyForcibly();
		other.waitFor();
	}

	@Test
	void aProgramThatIsKilledWhileItSavesLeavesTheOldFile() throws IOException, InterruptedException {
		AtomicFile.write(file, "old", StandardCharsets.UTF_8);
		assertEquals(SecondProcess.READY, start("write"));
		assertEquals(2, names().size(), "the other one has begun");
		StaleFiles.lookAgain();
		AtomicFile.write(folder.resolve("mine.txt"), "mine", StandardCharsets.UTF_8);
		assertEquals(3, names().size(), "what the other one is writing is let alone");
		kill();
		assertEquals("old", Files.readString(file));
		StaleFiles.lookAgain();
		AtomicFile.write(file, "new", StandardCharsets.UTF_8);
		assertEquals(List.of("mine.txt", "model.zip"), names());
		assertEquals("new", Files.readString(file));
	}

	@Test
	void aTargetThatAnotherProgramWorksOnIsTakenAgainWhenThatIsKilled() throws IOException, InterruptedException {
		assertEquals(SecondProcess.READY, start("lock"));
		final DenoiserException busy = assertThrows(DenoiserException.class,
			() -> TargetLock.take(file, "Another training"));
		assertTrue(busy.getMessage().startsWith("Another training is working on"), busy.getMessage());
		kill();
		TargetLock.take(file, "Another training").close();
		assertEquals(List.of(), names());
	}

	@Test
	void aTargetOfThisProgramIsRefusedToAnother() throws IOException {
		try (TargetLock lock = TargetLock.take(file, "Another training")) {
			final String answer = start("lock");
			assertTrue(answer.startsWith(SecondProcess.REFUSED + "Another training is working on"), answer);
		}
	}

	/** @return the first line that the other program says */
	private String start(final String what) throws IOException {
		final List<String> command = new ArrayList<>(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("surefire.test.class.path", ""),
				SecondProcess.class.getName(), what, file.toString()));
		other = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		return new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8)).readLine();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(path -> path.getFileName().toString()).sorted().collect(Collectors.toList());
		}
	}
}
