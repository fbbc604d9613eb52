// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real images for development, in a folder {@code shared/data} beside the project or further up; not part of it. */
public final class SharedData {

	private SharedData() {}

	/** @return the file or folder; without it the test is skipped */
	public static Path path(final String name) {
		final Path path = find(name);
		assumeTrue(path != null, "needs " + name);
		return path;
	}

	/** @return the file or folder; null if it is not there */
	public static Path find(final String name) {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			final Path path = folder.resolve("shared/data").resolve(name);
			if (Files.exists(path)) return path;
		}
		return null;
	}
}
