// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

/** What the pixels of a page become: the types that ImageJ has. */
public enum PixelType {

	/** Whole numbers of 1 to 8 bits, without a sign; those of 1 bit are 0 and 255. */
	BYTE(8),
	/** Whole numbers of 9 to 16 bits, without a sign. */
	SHORT(16),
	/** Whole numbers of 16 bits with a sign, 32768 added. */
	SIGNED_SHORT(16),
	/** All others: longer whole numbers, those with a sign, and floating point. */
	FLOAT(32),
	/** Red, green and blue of 8 bits. */
	RGB(24);

	private final int bitDepth;

	PixelType(final int bitDepth) {
		this.bitDepth = bitDepth;
	}

	/** @return 8, 16, 24 (RGB) or 32 */
	public int bitDepth() {
		return bitDepth;
	}

	/** @return {@code byte[]}, {@code short[]} or {@code float[]}, for one plane */
	Object allocate(final int size) {
		switch (this) {
			case BYTE:
			case RGB:
				return new byte[size];
			case FLOAT:
				return new float[size];
			default:
				return new short[size];
		}
	}
}
