// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: five digits, without zeros at the end, the same in every language. */
public final class ShortNumber {

	private static final MathContext DIGITS = new MathContext(5);

	private ShortNumber() {
		// static methods only
	}

	/** @return for example {@code 255} or {@code 0.012346}; NaN and infinity by their names */
	public static String of(final double value) {
		return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
			: String.valueOf(value);
	}
}
