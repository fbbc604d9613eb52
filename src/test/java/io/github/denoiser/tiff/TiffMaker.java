// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/** Writes TIFF files of any layout, tag by tag: what no writer of images would make. */
public final class TiffMaker {

	private static final int ASCII = 2;
	private static final int SHORT = 3;
	private static final int LONG = 4;
	private static final int RATIONAL = 5;
	private static final int UNDEFINED = 7;
	private static final int LONG8 = 16;

	private final ByteOrder order;
	private final boolean big;
	private final List<Page> pages = new ArrayList<>();

	/** Tags and pieces of pixels of one page. */
	private static final class Page {

		private final Map<Integer, Value> values = new TreeMap<>();
		private final List<byte[]> pieces = new ArrayList<>();
		private boolean isTiled;
	}

	/** A tag's type and bytes. */
	private static final class Value {

		private final int type;
		private final int count;
		private final byte[] bytes;

		Value(final int type, final int count, final byte[] bytes) {
			this.type = type;
			this.count = count;
			this.bytes = bytes;
		}
	}

	/** @param big whether to write BigTIFF */
	public TiffMaker(final ByteOrder order, final boolean big) {
		this.order = order;
		this.big = big;
	}

	/** A file of little-endian numbers, not BigTIFF. */
	public TiffMaker() {
		this(ByteOrder.LITTLE_ENDIAN, false);
	}

	/** Begins a page; the following tags and pieces are of it. */
	public TiffMaker page(final int width, final int height, final int samples, final int bits) {
		pages.add(new Page());
		tag(256, width).tag(257, height).tag(259, 1).tag(262, samples >= 3 ? 2 : 1).tag(277, samples).tag(278, height);
		final int[] all = new int[samples];
		Arrays.fill(all, bits);
		return tag(258, all);
	}

	/** Sets a tag of numbers, each of 16 bits if all fit. */
	public TiffMaker tag(final int tag, final int... numbers) {
		boolean small = true;
		for (final int number : numbers) {
			small &= number >= 0 && number <= 0xffff;
		}
		final ByteBuffer bytes = ByteBuffer.allocate(numbers.length * (small ? 2 : 4)).order(order);
		for (final int number : numbers) {
			if (small) bytes.putShort((short) number);
			else bytes.putInt(number);
		}
		last().values.put(tag, new Value(small ? SHORT : LONG, numbers.length, bytes.array()));
		return this;
	}

	/** Sets a tag of one fraction. */
	public TiffMaker fraction(final int tag, final int numerator, final int denominator) {
		final byte[] bytes = ByteBuffer.allocate(8).order(order).putInt(numerator).putInt(denominator).array();
		last().values.put(tag, new Value(RATIONAL, 1, bytes));
		return this;
	}

	/** Sets a tag of text. */
	public TiffMaker text(final int tag, final String text) {
		final byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
		last().values.put(tag, new Value(ASCII, bytes.length, bytes));
		return this;
	}

	/** Sets a tag of bytes. */
	public TiffMaker bytes(final int tag, final byte[] bytes) {
		last().values.put(tag, new Value(UNDEFINED, bytes.length, bytes));
		return this;
	}

	/** Adds strips. */
	public TiffMaker strips(final byte[]... strips) {
		last().pieces.addAll(List.of(strips));
		return this;
	}

	/** Adds tiles. */
	public TiffMaker tiles(final int width, final int height, final byte[]... tiles) {
		last().isTiled = true;
		return tag(322, width).tag(323, height).strips(tiles);
	}

	private Page last() {
		return pages.get(pages.size() - 1);
	}

	/** Writes the file. */
	public Path write(final Path file) {
		try {
			return Files.write(file, bytes());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The bytes of the file. */
	public byte[] bytes() {
		final Out out = new Out();
		out.write(order == ByteOrder.LITTLE_ENDIAN ? "II".getBytes(StandardCharsets.US_ASCII)
			: "MM".getBytes(StandardCharsets.US_ASCII));
		out.number(big ? 43 : 42, 2);
		if (big) {
			out.number(8, 2);
			out.number(0, 2);
		}
		int pointer = out.size();
		out.number(0, big ? 8 : 4);
		for (final Page page : pages) {
			final int[] places = new int[page.pieces.size()];
			final int[] lengths = new int[places.length];
			for (int i = 0; i < places.length; i++) {
				places[i] = out.size();
				lengths[i] = page.pieces.get(i).length;
				out.write(page.pieces.get(i));
			}
			page.values.putIfAbsent(page.isTiled ? 324 : 273, numbers(places));
			page.values.putIfAbsent(page.isTiled ? 325 : 279, numbers(lengths));
			final Map<Integer, Integer> far = new TreeMap<>();
			page.values.forEach((tag, value) -> {
				if (value.bytes.length <= (big ? 8 : 4)) return;
				far.put(tag, out.size());
				out.write(value.bytes);
			});
			out.patch(pointer, out.size(), big ? 8 : 4);
			out.number(page.values.size(), big ? 8 : 2);
			page.values.forEach((tag, value) -> {
				out.number(tag, 2);
				out.number(value.type, 2);
				out.number(value.count, big ? 8 : 4);
				if (far.containsKey(tag)) out.number(far.get(tag), big ? 8 : 4);
				else out.write(Arrays.copyOf(value.bytes, big ? 8 : 4));
			});
			pointer = out.size();
			out.number(0, big ? 8 : 4);
		}
		return out.toByteArray();
	}

	private Value numbers(final int[] numbers) {
		final ByteBuffer bytes = ByteBuffer.allocate(numbers.length * (big ? 8 : 4)).order(order);
		for (final int number : numbers) {
			if (big) bytes.putLong(number);
			else bytes.putInt(number);
		}
		return new Value(big ? LONG8 : LONG, numbers.length, bytes.array());
	}

	/** A file that grows. */
	private final class Out {

		private final ByteArrayOutputStream grown = new ByteArrayOutputStream();
		private final Map<Integer, byte[]> patches = new TreeMap<>();

		int size() {
			return grown.size();
		}

		void write(final byte[] more) {
			grown.writeBytes(more);
		}

		void number(final long value, final int size) {
			write(encoded(value, size));
		}

		void patch(final int at, final long value, final int size) {
			patches.put(at, encoded(value, size));
		}

		private byte[] encoded(final long value, final int size) {
			final ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
			if (size == 2) buffer.putShort((short) value);
			else if (size == 4) buffer.putInt((int) value);
			else buffer.putLong(value);
			return buffer.array();
		}

		byte[] toByteArray() {
			final byte[] bytes = grown.toByteArray();
			patches.forEach((at, patch) -> System.arraycopy(patch, 0, bytes, at, patch.length));
			return bytes;
		}
	}

	/** @return the bytes, compressed with Deflate */
	public static byte[] deflated(final byte[] bytes) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
			deflater.write(bytes);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return out.toByteArray();
	}
}
