// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Runs of equal bytes (TIFF 6.0, section 9). */
final class PackBits {

	private PackBits() {
		// static methods only
	}

	/** @throws EOFException if the input ends before */
	static byte[] read(final InputStream in, final int size) throws IOException {
		final byte[] bytes = new byte[size];
		int at = 0;
		while (at < size) {
			final int head = next(in);
			if (head == 128) continue;
			final int count = Math.min(size - at, head < 128 ? head + 1 : 257 - head);
			if (head < 128) {
				if (in.readNBytes(bytes, at, count) < count) throw new EOFException();
			}
			else Arrays.fill(bytes, at, at + count, (byte) next(in));
			at += count;
		}
		return bytes;
	}

	private static int next(final InputStream in) throws IOException {
		final int value = in.read();
		if (value < 0) throw new EOFException();
		return value;
	}
}
