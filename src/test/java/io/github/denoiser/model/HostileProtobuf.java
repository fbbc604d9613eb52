// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
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
		switch (random.nextInt(6)) {
			case 0:
				return message;
			case 1:
				return Mutations.join(List.of(good, message));
			case 2:
			case 3:
				return withNumber(good, random);
			case 4:
				// A second graph, which protocol buffers merge with the first.
				return Mutations.join(List.of(good, good));
			default:
				final int at = random.nextInt(good.length);
				return Mutations.join(List.of(Arrays.copyOf(good, at), message, Arrays.copyOfRange(good, at, good.length)));
		}
	}

	/** A model in which one number is another one: the length of a field, or what a field holds. */
	private static byte[] withNumber(final byte[] good, final Random random) {
		final List<int[]> numbers = new ArrayList<>();
		findNumbers(good, 0, good.length, 0, numbers);
		final int[] place = numbers.get(random.nextInt(numbers.size()));
		final ByteArrayOutputStream number = new ByteArrayOutputStream();
		varint(number, Mutations.extreme(random));
		return Mutations.join(
			List.of(Arrays.copyOf(good, place[0]), number.toByteArray(), Arrays.copyOfRange(good, place[1], good.length)));
	}

	/**
	 * @param depth 0: a model, 1: its graph, 2: a tensor
	 * @param numbers is given the places of numbers, from a byte to before another one
	 */
	private static void findNumbers(final byte[] bytes, final int from, final int to, final int depth,
		final List<int[]> numbers)
	{
		int at = from;
		while (at < to) {
			final int afterTag = endOfVarint(bytes, at);
			final long tag = number(bytes, at, afterTag);
			final int end = endOfVarint(bytes, afterTag);
			final int type = (int) (tag & 7);
			if (type == 0 || type == 2) numbers.add(new int[] { afterTag, end });
			// The graph of a model, and the tensors of a graph.
			final boolean nested = type == 2 && (depth == 0 && tag >> 3 == 7 || depth == 1 && tag >> 3 == 5);
			final int length = type == 2 ? (int) number(bytes, afterTag, end) : 0;
			if (nested) findNumbers(bytes, end, end + length, depth + 1, numbers);
			at = type == 5 ? afterTag + 4 : end + length;
		}
	}

	private static int endOfVarint(final byte[] bytes, final int from) {
		int at = from;
		while (bytes[at] < 0) {
			at++;
		}
		return at + 1;
	}

	private static long number(final byte[] bytes, final int from, final int to) {
		long number = 0;
		for (int i = to - 1; i >= from; i--) {
			number = number << 7 | bytes[i] & 0x7f;
		}
		return number;
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
