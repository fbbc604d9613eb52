// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.denoiser.engine.Engines;

/** The command line in processes with limits of the system: it is done, or says why not, and never crashes. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class LimitedProcessIT {

	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
		System.getProperty("java.class.path"));

	@TempDir
	private Path folder;

	@Test
	void aSmallAddressSpaceIsAMessage() throws Exception {
		final Result result = denoise(3400);
		assertEquals(1, result.code, result.output);
		assertTrue(result.output.contains("ulimit -v") && result.output.contains("-Xmx"), result.output);
		assertNoCrash(result);
	}

	/** A batch that needs 1.6 GB. On a machine with many processors, the engine alone may need more than there is. */
	@Test
	void aTrainingThatDoesNotFitWorksInPartsOrSaysWhyNot() throws Exception {
		final Result result = run("ulimit -v " + 4400 * 1024, Main.class, "train", image().toString(),
			folder.resolve("m.zip").toString(), "--minutes=0", "--epochs=1", "--steps=1", "--batch_size=16",
			"--patch_size=128");
		if (result.code == 0) {
			assertTrue(result.output.contains("worked through in parts"), result.output);
			assertTrue(Files.exists(folder.resolve("m.zip")));
		}
		else {
			assertEquals(1, result.code, result.output);
			assertTrue(result.output.contains("emory"), result.output);
		}
		assertNoCrash(result);
	}

	/** No file may become larger than 100 MB: the libraries cannot be unpacked. Java does not try to load them twice. */
	@Test
	void librariesThatCannotBeUnpackedAreTheSameMessageEveryTime() throws Exception {
		final Path cache = folder.resolve("cache");
		final Result result = run("ulimit -f 102400", TwoStarts.class, cache.toString());
		final List<String> lines = result.output.lines().filter(line -> line.startsWith("start"))
			.collect(Collectors.toList());
		assertEquals(2, lines.size(), result.output);
		assertEquals(lines.get(0), lines.get(1));
		assertTrue(lines.get(0).contains("DenoiserException") && lines.get(0).contains(cache.toString()) &&
			lines.get(0).contains("-Dorg.bytedeco.javacpp.cachedir"), lines.get(0));
		assertNoCrash(result);
	}

	/** Starts the engine two times, with a cache folder of its own. */
	static final class TwoStarts {

		private TwoStarts() {}

		public static void main(final String[] arguments) {
			System.setProperty("org.bytedeco.javacpp.cachedir", arguments[0]);
			for (int i = 0; i < 2; i++) {
				try {
					System.out.println("start: " + Engines.start().device());
				}
				catch (final Throwable problem) {
					System.out.println("start: " + problem);
				}
			}
		}
	}

	private Result denoise(final int megabytes) throws Exception {
		return run("ulimit -v " + megabytes * 1024, Main.class, "denoise", image().toString(),
			folder.resolve("out.tif").toString());
	}

	private Path image() {
		final ByteProcessor processor = new ByteProcessor(320, 320);
		for (int i = 0; i < 320 * 320; i++) {
			processor.set(i, (int) (127 + 80 * Math.sin(i % 320 / 5.0) * Math.cos(i / 320 / 7.0)));
		}
		processor.noise(20);
		final Path file = folder.resolve("image.tif");
		new FileSaver(new ImagePlus("image", processor)).saveAsTiff(file.toString());
		return file;
	}

	private Result run(final String limit, final Class<?> main, final String... arguments) throws Exception {
		final List<String> command = new ArrayList<>(List.of("bash", "-c", limit + " && exec \"$@\"", "limited",
			Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:ReservedCodeCacheSize=128m",
			"-cp", CLASS_PATH, main.getName()));
		command.addAll(List.of(arguments));
		final Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Result(process.waitFor(), output);
	}

	private void assertNoCrash(final Result result) throws IOException {
		assertFalse(result.output.contains("\tat "), result.output);
		try (Stream<Path> files = Files.list(folder)) {
			assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("hs_err")), result.output);
		}
	}

	private static final class Result {

		private final int code;
		private final String output;

		private Result(final int code, final String output) {
			this.code = code;
			this.output = output;
		}
	}
}
