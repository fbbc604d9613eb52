package io.github.denoiser.model;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.denoiser.fuzz.Mutations;

/** Messages of protocol buffers with the fields of an ONNX model, and nothing sensible in them. */
final class HostileProtobuf {

	private HostileProtobuf() {}

	/** @param good a whole ONNX model */
	static byte[] of(final byte[] good, final Random random) {
		final byte[] message = message(random, random.nextInt(12));
		switch (random.nextInt(4)) {
			case 0:
				return message;
			case 1:
				return Mutations.join(List.of(good, message));
			case 2:
				// A second graph, which protocol buffers merge with the first.
				return Mutations.join(List.of(good, good));
			default:
				final int at = random.nextInt(good.length);
				return Mutations.join(List.of(Arrays.copyOf(good, at), message, Arrays.copyOfRange(good, at, good.length)));
		}
	}

	private static byte[] message(final Random random, final int depth) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = random.nextInt(6); i >= 0; i--) {
			final int field = Mutations.any(random, 1, 2, 4, 5, 7, 8, 9, 13, 14, 20, 1 << 20);
			final int type = random.nextInt(10) == 0 ? random.nextInt(8) : Mutations.any(random, 0, 2, 2, 2, 5, 1, 3);
			varint(out, (long) field << 3 | type);
			switch (type) {
				case 0:
					varint(out, Mutations.extreme(random));
					break;
				case 1:
					out.writeBytes(Mutations.noise(random, 8));
					break;
				case 2:
					final byte[] content = depth > 0 ? message(random, depth - 1) : Mutations.noise(random, random.nextInt(40));
					varint(out, random.nextInt(4) == 0 ? Mutations.extreme(random) : content.length);
					out.writeBytes(content);
					break;
				case 3:
					out.writeBytes(new byte[random.nextInt(100)]);
					break;
				default:
					out.writeBytes(Mutations.noise(random, 4));
			}
			if (out.size() > 1 << 20) break;
		}
		return out.toByteArray();
	}

	private static void varint(final ByteArrayOutputStream out, final long number) {
		long left = number;
		while ((left & ~0x7fL) != 0) {
			out.write((int) (left & 0x7f | 0x80));
			left >>>= 7;
		}
		out.write((int) left);
	}
}
