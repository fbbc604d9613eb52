// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.IOException;
import java.nio.file.Path;

import io.github.denoiser.core.DenoiserException;

/** What can be wrong with a TIFF file, in words. */
final class Problems {

	private Problems() {
		// static methods only
	}

	static DenoiserException damaged(final Path file, final String why, final Exception cause) {
		return new DenoiserException("\"" + file.getFileName() + "\" is damaged (" + why + "). Copy it again.", cause);
	}

	static DenoiserException damaged(final Path file, final String why) {
		return damaged(file, why, null);
	}

	/** @param kind what the file is, for example "a TIFF file with JPEG 2000 compression" */
	static DenoiserException unsupported(final Path file, final String kind) {
		return new DenoiserException(
			"\"" + file.getFileName() + "\" is " + kind + ", which cannot be read here. Open it in the program " +
				"that made it, or in Fiji with File > Import > Bio-Formats, and save it as an uncompressed TIFF file.");
	}

	static DenoiserException cutShort(final Path file, final long whole, final long count) {
		return new DenoiserException("\"" + file.getFileName() + "\" is cut short: " + whole + " of its " + count +
			" slices are whole. Copy it again.");
	}

	static DenoiserException unreadable(final Path file, final IOException e) {
		return new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() +
			". Check that it is there, and whole, and that you may read it.", e);
	}
}
