// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be compressed with gzip, whatever their names say. */
final class Gzip {

	private static final int BUFFER = 1 << 16;

	private Gzip() {}

	/** @return the bytes of the file, decompressed if they start as gzip does (RFC 1952: 1f 8b) */
	static InputStream open(final Path file) throws IOException {
		final InputStream raw = Files.newInputStream(file);
		try {
			final BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
			buffered.mark(2);
			final boolean zipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
			buffered.reset();
			return zipped ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered;
		}
		catch (final IOException | RuntimeException e) {
			raw.close();
			throw e;
		}
	}

	/**
	 * @param count at most so many
	 * @return the first bytes of the file, decompressed; fewer if it is shorter; none
	 *         if it cannot be read
	 */
	static byte[] start(final Path file, final int count) {
		try (InputStream in = open(file)) {
			return in.readNBytes(count);
		}
		catch (final IOException e) {
			return new byte[0];
		}
	}
}
