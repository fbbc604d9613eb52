// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the <a href="https://protobuf.dev/programming-guides/encoding/">wire
 * format of protocol buffers</a>, as far as event files need it. Not by means of the
 * classes that TensorFlow generates: Fiji has some of the same names, made for
 * another version of the library.
 */
final class ProtoMessage {

	private static final int VARINT = 0;
	private static final int EIGHT_BYTES = 1;
	private static final int LENGTH_AND_BYTES = 2;
	private static final int FOUR_BYTES = 5;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	/** Adds a field of type int32, int64 or enum; not for negative numbers of 32 bits. */
	ProtoMessage integer(final int field, final long value) {
		key(field, VARINT);
		varint(value);
		return this;
	}

	ProtoMessage real(final int field, final double value) {
		key(field, EIGHT_BYTES);
		return raw(buffer(Double.BYTES).putDouble(value).array());
	}

	ProtoMessage real(final int field, final float value) {
		key(field, FOUR_BYTES);
		return raw(buffer(Float.BYTES).putFloat(value).array());
	}

	ProtoMessage text(final int field, final String value) {
		return bytes(field, value.getBytes(StandardCharsets.UTF_8));
	}

	ProtoMessage bytes(final int field, final byte[] value) {
		key(field, LENGTH_AND_BYTES);
		varint(value.length);
		return raw(value);
	}

	ProtoMessage message(final int field, final ProtoMessage value) {
		return bytes(field, value.toBytes());
	}

	byte[] toBytes() {
		return out.toByteArray();
	}

	private void key(final int field, final int wireType) {
		varint(field << 3 | wireType);
	}

	/** Seven bits a byte, the lowest first; the highest bit says that there are more. */
	private void varint(final long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.write((int) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		out.write((int) rest);
	}

	private ProtoMessage raw(final byte[] bytes) {
		out.write(bytes, 0, bytes.length);
		return this;
	}

	private static ByteBuffer buffer(final int size) {
		return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
	}
}
