// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * LZW as TIFF 6.0 has it (section 13): codes of 9 to 12 bits, the highest bit first,
 * which grow one code early.
 */
final class Lzw {

	private static final int CLEAR = 256;
	private static final int END = 257;
	private static final int FIRST = 258;
	private static final int LEAST_BITS = 9;
	private static final int MOST_BITS = 12;
	private static final int CODES = 1 << MOST_BITS;

	private final InputStream in;
	/** For each code the code of all but its last byte, its last byte, its first byte, and its length. */
	private final int[] prefix = new int[CODES];
	private final byte[] last = new byte[CODES];
	private final byte[] first = new byte[CODES];
	private final int[] length = new int[CODES];
	private int next = FIRST;
	private int bits = LEAST_BITS;
	private int buffer;
	private int buffered;

	private Lzw(final InputStream in) {
		this.in = in;
		for (int i = 0; i < CLEAR; i++) {
			last[i] = (byte) i;
			first[i] = (byte) i;
			length[i] = 1;
		}
	}

	/**
	 * @throws EOFException if the input ends before
	 * @throws IOException if it makes no sense
	 */
	static byte[] read(final InputStream in, final int size) throws IOException {
		return new Lzw(in).read(size);
	}

	private byte[] read(final int size) throws IOException {
		final byte[] bytes = new byte[size];
		int at = 0;
		int before = -1;
		while (at < size) {
			final int code = code();
			if (code == END) throw new EOFException();
			if (code == CLEAR) {
				next = FIRST;
				bits = LEAST_BITS;
				before = -1;
				continue;
			}
			if (code > next || code == next && before < 0 || code >= FIRST && before < 0)
				throw new IOException("LZW code " + code + " of " + next);
			if (before >= 0 && next < CODES) add(before, code);
			at += put(code, bytes, at);
			before = code;
		}
		return bytes;
	}

	/** What came before, and the first byte of what comes now: that may be the new code itself. */
	private void add(final int before, final int code) {
		prefix[next] = before;
		first[next] = first[before];
		last[next] = code == next ? first[before] : first[code];
		length[next] = length[before] + 1;
		next++;
		if (next + 1 >= 1 << bits && bits < MOST_BITS) bits++;
	}

	/** @return how many bytes there are; those that do not fit are left out */
	private int put(final int code, final byte[] bytes, final int at) {
		final int count = length[code];
		int c = code;
		for (int i = at + count - 1; i >= at; i--) {
			if (i < bytes.length) bytes[i] = last[c];
			c = prefix[c];
		}
		return Math.min(count, bytes.length - at);
	}

	private int code() throws IOException {
		while (buffered < bits) {
			final int value = in.read();
			if (value < 0) throw new EOFException();
			buffer = buffer << Byte.SIZE | value;
			buffered += Byte.SIZE;
		}
		buffered -= bits;
		return buffer >>> buffered & (1 << bits) - 1;
	}
}
