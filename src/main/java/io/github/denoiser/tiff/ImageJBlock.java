// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * ImageJ's metadata (tags 50838 and 50839): a header that says how many pieces there are
 * of which type, and the pieces. ImageJ takes memory for whatever it claims.
 */
final class ImageJBlock {

	private static final int HEADER_START = 8;
	private static final int TYPE_BYTES = 8;

	private ImageJBlock() {
		// static methods only
	}

	/** @throws io.github.denoiser.core.DenoiserException if its pieces do not fit into it */
	static void check(final Directory directory, final Path file) throws IOException {
		final long[] lengths = directory.numbers(Tag.IMAGEJ_LENGTHS);
		if (lengths.length == 0 || !directory.has(Tag.IMAGEJ)) return;
		final ByteBuffer data = directory.content(Tag.IMAGEJ);
		long sum = 0;
		for (final long length : lengths) {
			sum += length;
		}
		if (sum > data.remaining()) throw Problems.damaged(file, "what ImageJ keeps in it is larger than the file");
		long pieces = 0;
		for (int at = HEADER_START; at + Integer.BYTES <= Math.min(lengths[0], data.remaining()); at += TYPE_BYTES) {
			pieces += Integer.toUnsignedLong(data.getInt(at));
		}
		if (pieces >= lengths.length) throw Problems.damaged(file, "what ImageJ keeps in it does not add up");
	}
}
