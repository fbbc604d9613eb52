// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What {@code mvn formatter:validate} does not look at: headers, and lines that it cannot break. */
class SourceFilesTest {

	private static final String HEADER = "// SPDX-License-Identifier: BSD-2-Clause";
	private static final int LONGEST_LINE = 120;

	@Test
	void eachBeginsWithTheLicence() throws IOException {
		final List<String> without = new ArrayList<>();
		for (final Path file : files()) {
			if (!Files.readAllLines(file).get(0).equals(HEADER)) without.add(file.toString());
		}
		assertEquals(List.of(), without, "Their first line must be: " + HEADER);
	}

	@Test
	void noLineIsTooLong() throws IOException {
		final List<String> tooLong = new ArrayList<>();
		for (final Path file : files()) {
			int number = 0;
			for (final String line : Files.readAllLines(file)) {
				number++;
				// Addresses stay whole.
				if (line.length() > LONGEST_LINE && !line.contains("https://")) tooLong.add(file + ":" + number);
			}
		}
		assertEquals(List.of(), tooLong, "These lines have more than " + LONGEST_LINE + " characters");
	}

	private static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			final List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).sorted()
				.collect(Collectors.toList());
			assertTrue(sources.size() > 100, "the project's folder is the current one");
			return sources;
		}
	}
}
