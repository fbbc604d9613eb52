// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

/** Floating-point numbers of less than 32 bits (IEEE 754's binary16, and the 24 bits of Adobe's technical note 3). */
final class ShortFloats {

	private ShortFloats() {
		// static methods only
	}

	/** @param bits a sign, 5 bits of exponent, 10 of fraction */
	static float of16(final long bits) {
		return of(bits, 5, 10);
	}

	/** @param bits a sign, 7 bits of exponent, 16 of fraction */
	static float of24(final long bits) {
		return of(bits, 7, 16);
	}

	private static float of(final long bits, final int exponentBits, final int fractionBits) {
		final int largest = (1 << exponentBits) - 1;
		final int exponent = (int) (bits >>> fractionBits) & largest;
		final long fraction = bits & (1L << fractionBits) - 1;
		final float sign = (bits >>> exponentBits + fractionBits & 1) == 0 ? 1 : -1;
		if (exponent == largest) return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
		final long whole = exponent == 0 ? fraction : fraction | 1L << fractionBits;
		return sign * Math.scalb((float) whole, Math.max(1, exponent) - largest / 2 - fractionBits);
	}
}
