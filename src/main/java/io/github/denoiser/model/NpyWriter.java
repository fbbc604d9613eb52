// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Arrays of floats in NumPy's file format, version 1.0 (<a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>).
 */
final class NpyWriter {

	private static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 };

	/** The header, from the magic on, is padded to a multiple of this. */
	private static final int ALIGNMENT = 64;

	private NpyWriter() {}

	/**
	 * @param values last axis fastest
	 * @return the bytes of the file
	 */
	static byte[] write(final float[] values, final int... shape) {
		final String axes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
		final String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + "), }";
		final int prefix = MAGIC.length + Short.BYTES;
		// The text ends with blanks and a line feed.
		final int length = (prefix + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - prefix;
		final byte[] header = new byte[length];
		Arrays.fill(header, (byte) ' ');
		System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, 0, text.length());
		header[length - 1] = '\n';
		final ByteBuffer file = ByteBuffer
			.allocate(Math.addExact(prefix + length, Math.multiplyExact(values.length, Float.BYTES)))
			.order(ByteOrder.LITTLE_ENDIAN);
		file.put(MAGIC).putShort((short) length).put(header);
		file.asFloatBuffer().put(values);
		return file.array();
	}
}
