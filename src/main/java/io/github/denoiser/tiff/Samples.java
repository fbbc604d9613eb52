// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes the samples of one channel out of a row of bytes. */
final class Samples {

	private static final int SIGN = 1 << 15;

	private final Page page;
	private final byte[] row;
	/** In bytes, and the bits after these. */
	private final int from;
	private final int shift;
	private final int step;
	private final int bits;

	/**
	 * @param row bytes of pixels, from a whole byte on
	 * @param from the place of the first sample, in bits
	 */
	Samples(final Page page, final byte[] row, final long from) {
		this.page = page;
		this.row = row;
		bits = page.bits();
		this.from = Math.toIntExact(from / Byte.SIZE);
		shift = (int) (from % Byte.SIZE);
		step = page.samplesTogether() * bits;
	}

	/**
	 * @param count of pixels that follow each other
	 * @param pixels see {@link PixelType#allocate}
	 * @param at where the first goes
	 */
	void copy(final int count, final Object pixels, final int at) {
		if (!isPlain()) copyEach(count, pixels, at);
		else if (pixels instanceof byte[]) System.arraycopy(row, from, pixels, at, count);
		else {
			final ByteBuffer bytes = ByteBuffer.wrap(row, from, count * bits / Byte.SIZE).order(page.order());
			if (pixels instanceof short[]) bytes.asShortBuffer().get((short[]) pixels, at, count);
			else bytes.asFloatBuffer().get((float[]) pixels, at, count);
		}
	}

	/** Whether samples stand in the file as they are in memory. */
	private boolean isPlain() {
		if (step != bits || shift != 0) return false;
		switch (page.type()) {
			case BYTE:
			case RGB:
				return bits == Byte.SIZE;
			case SHORT:
				return bits == Short.SIZE;
			default:
				return page.type() == PixelType.FLOAT && bits == Float.SIZE && page.format() == SampleFormat.FLOAT;
		}
	}

	private void copyEach(final int count, final Object pixels, final int at) {
		if (pixels instanceof byte[]) {
			final byte[] values = (byte[]) pixels;
			// As ImageJ shows pictures of ink: black and white.
			final int scale = bits == 1 && page.photometric() != Page.PALETTE ? 255 : 1;
			for (int i = 0; i < count; i++) {
				values[at + i] = (byte) (scale * whole(i));
			}
		}
		else if (pixels instanceof short[]) {
			final short[] values = (short[]) pixels;
			final int offset = page.type() == PixelType.SIGNED_SHORT ? SIGN : 0;
			for (int i = 0; i < count; i++) {
				values[at + i] = (short) (whole(i) + offset);
			}
		}
		else {
			final float[] values = (float[]) pixels;
			for (int i = 0; i < count; i++) {
				values[at + i] = number(i);
			}
		}
	}

	private float number(final int pixel) {
		final long whole = whole(pixel);
		switch (page.format()) {
			case SIGNED:
				return whole << Long.SIZE - bits >> Long.SIZE - bits;
			case UNSIGNED:
				// Beyond 63 bits: half of it, without losing the lowest bit, twice.
				return whole >= 0 ? whole : 2f * (whole >>> 1 | whole & 1);
			default:
				return bits == 64 ? (float) Double.longBitsToDouble(whole) : bits == 32 ? Float.intBitsToFloat((int) whole)
					: bits == 24 ? ShortFloats.of24(whole) : ShortFloats.of16(whole);
		}
	}

	/** @return the bits of a sample */
	private long whole(final int pixel) {
		final long bit = shift + (long) pixel * step;
		final int at = from + (int) (bit / Byte.SIZE);
		if (bits % Byte.SIZE != 0) return packed(at, (int) (bit % Byte.SIZE));
		final int bytes = bits / Byte.SIZE;
		final boolean isBig = page.order() == ByteOrder.BIG_ENDIAN;
		long value = 0;
		for (int i = 0; i < bytes; i++) {
			value = value << Byte.SIZE | row[at + (isBig ? i : bytes - 1 - i)] & 0xff;
		}
		return value;
	}

	/** The highest bit comes first, whatever the order of bytes. */
	private long packed(final int at, final int skip) {
		final int bytes = (skip + bits + Byte.SIZE - 1) / Byte.SIZE;
		long value = 0;
		for (int i = 0; i < bytes; i++) {
			value = value << Byte.SIZE | row[at + i] & 0xff;
		}
		return value >>> bytes * Byte.SIZE - skip - bits & (1L << bits) - 1;
	}
}
