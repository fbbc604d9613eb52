// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Undoes the differences of neighbours in a row (TIFF 6.0, section 14, and Adobe's technical note 3 for floating
 * point).
 */
final class Predictor {

	private static final int HORIZONTAL = 2;
	private static final int FLOATING_POINT = 3;

	private Predictor() {
		// static methods only
	}

	/** @param pixels of a strip or tile of the page; changed */
	static void undo(final byte[] pixels, final Page page) {
		if (page.predictor() == 1) return;
		final int row = Math.toIntExact(page.rowBytes());
		for (int start = 0; start < pixels.length; start += row) {
			if (page.predictor() == HORIZONTAL)
				horizontal(ByteBuffer.wrap(pixels, start, row).slice().order(page.order()), page);
			else if (page.predictor() == FLOATING_POINT) floatingPoint(pixels, start, row, page);
		}
	}

	private static void horizontal(final ByteBuffer row, final Page page) {
		final int size = page.bits() / Byte.SIZE;
		final int step = size * page.samplesTogether();
		for (int at = step; at + size <= row.capacity(); at += size) {
			switch (size) {
				case Byte.BYTES:
					row.put(at, (byte) (row.get(at) + row.get(at - step)));
					break;
				case Short.BYTES:
					row.putShort(at, (short) (row.getShort(at) + row.getShort(at - step)));
					break;
				case Integer.BYTES:
					row.putInt(at, row.getInt(at) + row.getInt(at - step));
					break;
				default:
					row.putLong(at, row.getLong(at) + row.getLong(at - step));
			}
		}
	}

	/** Differences of bytes; and first come the highest bytes of all numbers of a row, and so on. */
	private static void floatingPoint(final byte[] pixels, final int start, final int row, final Page page) {
		for (int i = start + page.samplesTogether(); i < start + row; i++) {
			pixels[i] += pixels[i - page.samplesTogether()];
		}
		final int size = page.bits() / Byte.SIZE;
		final int count = row / size;
		final boolean isBig = page.order() == ByteOrder.BIG_ENDIAN;
		final byte[] numbers = new byte[row];
		for (int i = 0; i < count; i++) {
			for (int b = 0; b < size; b++) {
				numbers[i * size + (isBig ? b : size - 1 - b)] = pixels[start + b * count + i];
			}
		}
		System.arraycopy(numbers, 0, pixels, start, row);
	}
}
