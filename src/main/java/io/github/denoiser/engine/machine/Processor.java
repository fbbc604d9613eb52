// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the processor can do, as far as Linux says. */
public final class Processor {

	private static final String FLAGS = "flags";

	private Processor() {}

	/**
	 * @param root of the file system
	 * @return whether it is known that the library made for AVX2 would end the program here: an Intel or AMD processor of
	 *         before about 2014
	 */
	public static boolean lacksAvx2(final Path root) {
		try {
			final Path file = root.resolve("proc/cpuinfo");
			final List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
			// Processors of other kinds have no such line.
			return lines.stream().filter(line -> line.startsWith(FLAGS)).findFirst()
				.filter(line -> !Arrays.asList(line.split("\\s+")).contains("avx2")).isPresent();
		}
		catch (final IOException e) {
			return false;
		}
	}
}
