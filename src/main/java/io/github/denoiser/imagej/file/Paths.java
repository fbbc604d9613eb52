// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.github.denoiser.core.WrongValueException;

/** Paths as users type them. */
public final class Paths {

	private Paths() {}

	/** @return the file's path, as {@link #of} makes it; null if no file was given */
	public static Path optional(final String parameter, final File file) {
		return file == null || file.getPath().trim().isEmpty() ? null : of(parameter, file.getPath());
	}

	/**
	 * @param parameter the parameter's name in macros, for the message
	 * @throws WrongValueException if the text cannot be a path
	 */
	public static Path of(final String parameter, final String text) {
		try {
			return Path.of(text.trim());
		}
		catch (final InvalidPathException e) {
			throw new WrongValueException(parameter, "is \"" + text + "\", which cannot be a path: " + e.getReason() + ".",
				e);
		}
	}
}
