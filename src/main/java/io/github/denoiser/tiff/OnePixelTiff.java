// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A TIFF file of one pixel with all that hangs on another one: its texts, calibration,
 * colours, and ImageJ's own. So ImageJ can read these as it always does, and never looks
 * at bytes that nobody has checked.
 */
final class OnePixelTiff {

	private static final int SHORT = 3;
	private static final int ASCII = 2;
	private static final int ENTRY = 12;
	private static final int PALETTE_SIZE = 256;
	/** Texts of the first directory: who, when, with what. */
	private static final int[] TEXTS = { 269, 271, 272, 285, 305, 306, 315, 316, 33432 };
	private static final int MAX_TEXT = 1 << 20;
	private static final double LARGEST_RESOLUTION = 1e12;

	private final TiffBytes bytes;
	private final Map<Integer, Value> values = new TreeMap<>();

	/** Type, number of values, and what stands in the file. */
	private static final class Value {

		private final int type;
		private final int count;
		private final byte[] content;

		Value(final int type, final int count, final byte[] content) {
			this.type = type;
			this.count = count;
			this.content = content;
		}
	}

	private OnePixelTiff(final TiffBytes bytes) {
		this.bytes = bytes;
	}

	/** @return the bytes of the file, with {@code description} in place of its own */
	static byte[] of(final TiffBytes bytes, final Directory directory, final Page page, final String description)
		throws IOException
	{
		final OnePixelTiff file = new OnePixelTiff(bytes);
		file.addType(page);
		for (final int tag : TEXTS) {
			if (directory.type(tag) == ASCII && directory.count(tag) < MAX_TEXT) file.copy(directory, tag);
		}
		if (!description.isEmpty()) {
			final byte[] text = (description + "\0").getBytes(StandardCharsets.ISO_8859_1);
			file.values.put(Tag.DESCRIPTION, new Value(ASCII, text.length, text));
		}
		file.addResolution(directory);
		if (page.photometric() == Page.PALETTE) file.addColours(directory.numbers(Tag.COLOURS), 1 << page.bits());
		if (directory.has(Tag.IMAGEJ) && directory.has(Tag.IMAGEJ_LENGTHS)) {
			ImageJBlock.check(directory, bytes.file());
			file.copy(directory, Tag.IMAGEJ_LENGTHS);
			file.copy(directory, Tag.IMAGEJ);
		}
		return file.write();
	}

	private void addType(final Page page) {
		final boolean isRgb = page.type() == PixelType.RGB;
		final int samples = isRgb ? 3 : 1;
		put(Tag.WIDTH, 1);
		put(Tag.HEIGHT, 1);
		put(Tag.BITS, isRgb ? new int[] { 8, 8, 8 } : new int[] { page.type().bitDepth() });
		put(Tag.COMPRESSION, 1);
		put(Tag.PHOTOMETRIC, isRgb ? Page.RGB
			: page.photometric() == Page.MIN_IS_WHITE || page.photometric() == Page.PALETTE ? page.photometric() : 1);
		// Known before the file is written: pixels follow the header.
		put(Tag.STRIP_OFFSETS, 8);
		put(Tag.SAMPLES, samples);
		put(Tag.ROWS_PER_STRIP, 1);
		put(Tag.STRIP_LENGTHS, samples * (isRgb ? 1 : page.type().bitDepth() / Byte.SIZE));
		if (page.type() == PixelType.FLOAT) put(Tag.SAMPLE_FORMAT, 3);
		if (page.type() == PixelType.SIGNED_SHORT) put(Tag.SAMPLE_FORMAT, 2);
	}

	private void put(final int tag, final int... numbers) {
		final ByteBuffer content = ByteBuffer.allocate(numbers.length * Short.BYTES).order(bytes.order());
		for (final int number : numbers) {
			content.putShort((short) number);
		}
		values.put(tag, new Value(SHORT, numbers.length, content.array()));
	}

	private void copy(final Directory directory, final int tag) throws IOException {
		final byte[] content = directory.content(tag).array();
		if (content.length > 0) values.put(tag, new Value(directory.type(tag), (int) directory.count(tag), content));
	}

	/** Only if both are numbers that a pixel's size can be made of. */
	private void addResolution(final Directory directory) throws IOException {
		for (final int tag : new int[] { Tag.X_RESOLUTION, Tag.Y_RESOLUTION }) {
			final long[] fraction = directory.numbers(tag);
			if (fraction.length < 2) return;
			final double value = (double) fraction[0] / fraction[1];
			if (!(value > 1 / LARGEST_RESOLUTION && value < LARGEST_RESOLUTION)) return;
		}
		copy(directory, Tag.X_RESOLUTION);
		copy(directory, Tag.Y_RESOLUTION);
		if (directory.count(Tag.RESOLUTION_UNIT) == 1) copy(directory, Tag.RESOLUTION_UNIT);
	}

	/** Red, then green, then blue; tables of fewer colours are filled with black. */
	private void addColours(final long[] colours, final int count) {
		if (colours.length < 3 * count) throw Problems.damaged(bytes.file(), "its colour table is too short");
		final int[] table = new int[3 * PALETTE_SIZE];
		for (int i = 0; i < 3 * count; i++) {
			table[i / count * PALETTE_SIZE + i % count] = (int) colours[i];
		}
		put(Tag.COLOURS, table);
	}

	private byte[] write() {
		final int pixels = 8;
		final int directory = 8 + pixels;
		int length = directory + 2 + ENTRY * values.size() + 4;
		for (final Value value : values.values()) {
			length += padded(value);
		}
		final ByteBuffer file = ByteBuffer.allocate(length).order(bytes.order());
		file.putShort((short) (bytes.order() == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d)).putShort((short) 42);
		file.putInt(directory).position(directory);
		file.putShort((short) values.size());
		int next = directory + 2 + ENTRY * values.size() + 4;
		for (final Map.Entry<Integer, Value> entry : values.entrySet()) {
			final Value value = entry.getValue();
			file.putShort(entry.getKey().shortValue()).putShort((short) value.type).putInt(value.count);
			final int field = file.position();
			if (padded(value) == 0) file.put(value.content);
			else {
				file.putInt(next).position(next);
				file.put(value.content);
				next += padded(value);
			}
			file.position(field + 4);
		}
		return file.array();
	}

	/** Behind the directory, an even number of bytes; none for what fits into an entry. */
	private static int padded(final Value value) {
		return value.content.length <= 4 ? 0 : value.content.length + value.content.length % 2;
	}
}
