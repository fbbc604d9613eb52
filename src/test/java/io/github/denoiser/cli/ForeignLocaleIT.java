// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.gui.NewImage;
import io.github.denoiser.model.TestModels;

/** The command line in a Java of its own, whose language and encoding of names are not those of this one. */
@Timeout(120)
class ForeignLocaleIT {

	@TempDir
	private Path folder;

	/** As cron jobs, containers and clusters have it: names of files are ASCII, and one is not. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void aNameThatThePosixLocaleCannotWriteIsNamedAndTheRestIsDone() throws IOException, InterruptedException {
		final Path model = TestModels.write(TestModels.small(), folder);
		final Path input = Files.createDirectory(folder.resolve("in"));
		IJ.saveAsTiff(NewImage.createByteImage("a", 20, 20, 1, NewImage.FILL_RANDOM), input.resolve("a.tif").toString());
		// This Java may not be able to make such a name either.
		assertEquals(0, new ProcessBuilder("sh", "-c", "cp a.tif \"$(printf 'z\\303\\274.tif')\"").directory(input.toFile())
			.start().waitFor());
		final Path log = folder.resolve("log.txt");
		final int code = run(log, Map.of("LC_ALL", "POSIX"), "denoise", input.toString(), folder.resolve("out").toString(),
			"--model", model.toString());
		final String text = Files.readString(log, StandardCharsets.ISO_8859_1);
		assertEquals(1, code, text);
		assertTrue(text.contains("1 file denoised, 1 failed"), text);
		assertTrue(text.contains("not in the encoding of this computer"), text);
		// A log has a line for each file, and no carriage returns.
		assertTrue(text.contains(" a.tif: done, 20 x 20, 8-bit, ") && !text.contains("\r"), text);
		assertTrue(Files.exists(folder.resolve("out/a.tif")));
	}

	/** @return the exit code; what was printed is in the log */
	private static int run(final Path log, final Map<String, String> environment, final String... arguments)
		throws IOException, InterruptedException
	{
		final List<String> command = new ArrayList<>(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "-Xmx512m",
				Main.class.getName()));
		command.addAll(Arrays.asList(arguments));
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		final Process process = builder.start();
		assertTrue(process.waitFor(100, TimeUnit.SECONDS));
		return process.exitValue();
	}
}
