// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

import io.github.denoiser.core.DenoiserException;

/**
 * One directory of a TIFF file: tags and their values (TIFF 6.0, section 2; BigTIFF).
 * Values are read when they are asked for, and all that is read of a file is counted:
 * honest directories do not share their tables, so together they are no larger than the
 * file.
 */
final class Directory {

	private static final int ENTRY = 12;
	private static final int BIG_ENTRY = 20;
	/** Size in bytes of each type of value, from 0 on; 0 for types that do not exist. */
	private static final int[] SIZES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };
	private static final int SIGNED_BYTE = 6;
	private static final int SIGNED_SHORT = 8;
	private static final int SIGNED_LONG = 9;
	private static final int RATIONAL = 5;
	private static final int SIGNED_RATIONAL = 10;

	private final TiffBytes bytes;
	private final Budget budget;
	private final ByteBuffer entries;
	private final int count;
	private final long next;

	/** How many bytes may still be read for directories. */
	static final class Budget {

		/** Twice the file: the directories, and the tables that they point to. */
		private static final int FACTOR = 2;
		private static final int SMALL = 1 << 16;

		private long left;

		Budget(final long length) {
			left = FACTOR * length + SMALL;
		}
	}

	/** @throws IOException if the file ends before the directory does */
	Directory(final TiffBytes bytes, final long at, final Budget budget) throws IOException {
		this.bytes = bytes;
		this.budget = budget;
		final int countBytes = bytes.isBig() ? Long.BYTES : Short.BYTES;
		final long claimed = bytes.isBig() ? bytes.read(at, countBytes).getLong(0)
			: Short.toUnsignedInt(bytes.read(at, countBytes).getShort(0));
		final int entry = bytes.isBig() ? BIG_ENTRY : ENTRY;
		if (claimed < 0 || claimed > 0xffff || !bytes.holds(at, countBytes + claimed * entry))
			throw new EOFException("it ends within a directory");
		count = (int) claimed;
		final long start = at + countBytes;
		spend((long) count * entry);
		entries = bytes.read(start, count * entry);
		final long end = start + (long) count * entry;
		if (!bytes.holds(end, bytes.isBig() ? Long.BYTES : Integer.BYTES)) next = 0;
		else next = bytes.isBig() ? bytes.read(end, Long.BYTES).getLong(0)
			: Integer.toUnsignedLong(bytes.read(end, Integer.BYTES).getInt(0));
	}

	/** Where the next directory is; 0 for none. */
	long next() {
		return next;
	}

	private void spend(final long size) {
		budget.left -= size;
		if (budget.left < 0) throw damaged("its directories are larger than the file");
	}

	private DenoiserException damaged(final String why) {
		return Problems.damaged(bytes.file(), why);
	}

	boolean has(final int tag) {
		return find(tag) >= 0;
	}

	/** @return where the entry begins; the last one counts if there are several; -1 if there is none */
	private int find(final int tag) {
		final int size = bytes.isBig() ? BIG_ENTRY : ENTRY;
		for (int i = count - 1; i >= 0; i--) {
			if (Short.toUnsignedInt(entries.getShort(i * size)) == tag) return i * size;
		}
		return -1;
	}

	/** @return the tag's type, as TIFF numbers them; 0 if there is no such tag, or no such type */
	int type(final int tag) {
		final int at = find(tag);
		final int type = at < 0 ? 0 : Short.toUnsignedInt(entries.getShort(at + 2));
		return type < SIZES.length && SIZES[type] > 0 ? type : 0;
	}

	/** @return how many values the tag has; 0 if there is no such tag */
	long count(final int tag) {
		if (type(tag) == 0) return 0;
		final int at = find(tag);
		final long values = bytes.isBig() ? entries.getLong(at + 4) : Integer.toUnsignedLong(entries.getInt(at + 4));
		return values < 0 ? Long.MAX_VALUE : values;
	}

	/**
	 * @return the tag's values as they stand in the file; empty if there is no such tag
	 * @throws DenoiserException if they reach beyond the file
	 */
	ByteBuffer content(final int tag) throws IOException {
		if (type(tag) == 0) return ByteBuffer.allocate(0).order(bytes.order());
		final int at = find(tag);
		final int size = SIZES[type(tag)];
		final long values = count(tag);
		final int inline = bytes.isBig() ? Long.BYTES : Integer.BYTES;
		final int field = at + (bytes.isBig() ? BIG_ENTRY : ENTRY) - inline;
		if (values <= inline / size) {
			final byte[] few = Arrays.copyOfRange(entries.array(), field, field + (int) values * size);
			return ByteBuffer.wrap(few).order(bytes.order());
		}
		final long place = bytes.isBig() ? entries.getLong(field) : Integer.toUnsignedLong(entries.getInt(field));
		if (values > Integer.MAX_VALUE / size || !bytes.holds(place, values * size))
			throw damaged("tag " + tag + " points behind its end");
		spend(values * size);
		return bytes.read(place, (int) values * size);
	}

	/**
	 * @return the tag's values; of a fraction its numerator and denominator; empty if there
	 *         is no such tag
	 * @throws DenoiserException if they reach beyond the file
	 */
	long[] numbers(final int tag) throws IOException {
		final int type = type(tag);
		final ByteBuffer content = content(tag);
		final int size = type == RATIONAL || type == SIGNED_RATIONAL ? Integer.BYTES : Math.max(1, SIZES[type]);
		final long[] numbers = new long[content.remaining() / size];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = number(content, i * size, size, type);
		}
		return numbers;
	}

	private static long number(final ByteBuffer content, final int at, final int size, final int type) {
		switch (size) {
			case Byte.BYTES:
				return type == SIGNED_BYTE ? content.get(at) : Byte.toUnsignedInt(content.get(at));
			case Short.BYTES:
				return type == SIGNED_SHORT ? content.getShort(at) : Short.toUnsignedInt(content.getShort(at));
			case Integer.BYTES:
				return type == SIGNED_LONG || type == SIGNED_RATIONAL ? content.getInt(at)
					: Integer.toUnsignedLong(content.getInt(at));
			default:
				return content.getLong(at);
		}
	}

	/** @return the tag's first value */
	long number(final int tag, final long ifMissing) throws IOException {
		if (count(tag) == 0) return ifMissing;
		final long[] numbers = numbers(tag);
		return numbers.length == 0 ? ifMissing : numbers[0];
	}

	/** @return the tag's text, without what follows its end; empty if there is no such tag */
	String text(final int tag, final Charset charset) throws IOException {
		final String text = new String(content(tag).array(), charset);
		final int end = text.indexOf('\0');
		return end < 0 ? text : text.substring(0, end);
	}
}
