// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that can be read from any place, and end: neither folders nor devices nor pipes, which may wait for ever. */
public final class PlainFile {

	private PlainFile() {
		// static methods only
	}

	/** @throws DenoiserException if there is no such file, or it is something else */
	public static void require(final Path file) {
		if (Files.isRegularFile(file)) return;
		if (Files.isDirectory(file)) {
			throw new DenoiserException("\"" + file + "\" is a folder, and an image file is needed. Choose a file in it.");
		}
		if (Files.exists(file)) {
			throw new DenoiserException(
				"\"" + file + "\" is no plain file but a device or a pipe. Copy what it holds into a file, and choose that.");
		}
		throw new DenoiserException("There is no file \"" + file + "\". Check its path.");
	}
}
