// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ways to break the bytes of a file, whatever they mean. */
public final class Mutations {

	private static final long[] EXTREMES = { 0, 1, -1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 1 << 20,
		1 << 24, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xfffffffeL, 0x7fc00000L, Long.MAX_VALUE, Long.MIN_VALUE };

	/** Where formats with headers of text have their numbers. */
	private static final int TEXT_START = 400;
	private static final Pattern DIGITS = Pattern.compile("[0-9]+");

	private Mutations() {}

	/** Breaks a file in one to four places. */
	public static byte[] broken(final byte[] good, final Random random) {
		byte[] bytes = good.clone();
		for (int i = 1 + random.nextInt(4); i > 0; i--) {
			bytes = once(bytes, random);
		}
		return bytes;
	}

	private static byte[] once(final byte[] bytes, final Random random) {
		if (bytes.length == 0) return noise(random, 1 + random.nextInt(100));
		switch (random.nextInt(9)) {
			case 0:
				return Arrays.copyOf(bytes, random.nextInt(bytes.length));
			case 1:
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
				return bytes;
			case 2:
				return withNumber(bytes, random.nextInt(bytes.length), random);
			case 3:
				return replaced(bytes, random, new byte[0]);
			case 4:
				return replaced(bytes, random, noise(random, random.nextInt(64)));
			case 5:
				final int from = random.nextInt(bytes.length);
				return replaced(bytes, random,
					Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(200))));
			case 6:
				Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) (random.nextBoolean() ? 0 : 0xff));
				return bytes;
			default:
				bytes[random.nextInt(bytes.length)] ^= 1 << random.nextInt(8);
				return bytes;
		}
	}

	/** Replaces a piece of up to 64 bytes. */
	private static byte[] replaced(final byte[] bytes, final Random random, final byte[] piece) {
		final int from = random.nextInt(bytes.length);
		final int to = Math.min(bytes.length, from + random.nextInt(64));
		return join(List.of(Arrays.copyOf(bytes, from), piece, Arrays.copyOfRange(bytes, to, bytes.length)));
	}

	/** Puts a number that programs tend to stumble over into 1, 2, 4 or 8 bytes, in either order. */
	public static byte[] withNumber(final byte[] bytes, final int at, final Random random) {
		final long number = extreme(random);
		final ByteBuffer eight = ByteBuffer.allocate(8)
			.order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final int length = 1 << random.nextInt(4);
		if (eight.order() == ByteOrder.LITTLE_ENDIAN) eight.putLong(0, number);
		else eight.putLong(0, number << 8 * (8 - length));
		for (int i = 0; i < length && at + i < bytes.length; i++) {
			bytes[at + i] = eight.get(i);
		}
		return bytes;
	}

	/** Puts such a number, in digits, in place of one that stands near the start of a text; nothing if none does. */
	public static byte[] withDigits(final byte[] bytes, final Random random) {
		final String start = new String(bytes, 0, Math.min(bytes.length, TEXT_START), StandardCharsets.ISO_8859_1);
		final List<MatchResult> numbers = DIGITS.matcher(start).results().collect(Collectors.toList());
		if (numbers.isEmpty()) return bytes;
		final MatchResult number = numbers.get(random.nextInt(numbers.size()));
		return join(
			List.of(Arrays.copyOf(bytes, number.start()), String.valueOf(extreme(random)).getBytes(StandardCharsets.US_ASCII),
				Arrays.copyOfRange(bytes, number.end(), bytes.length)));
	}

	/** A number that programs tend to stumble over. */
	public static long extreme(final Random random) {
		return EXTREMES[random.nextInt(EXTREMES.length)];
	}

	/** Random bytes. */
	public static byte[] noise(final Random random, final int length) {
		final byte[] noise = new byte[length];
		random.nextBytes(noise);
		return noise;
	}

	public static byte[] join(final List<byte[]> parts) {
		final ByteArrayOutputStream all = new ByteArrayOutputStream();
		parts.forEach(part -> all.write(part, 0, part.length));
		return all.toByteArray();
	}

	/** @return one of them */
	@SafeVarargs
	public static <T> T any(final Random random, final T... choices) {
		return choices[random.nextInt(choices.length)];
	}
}
