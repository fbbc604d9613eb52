// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;

/** The strength of a patch's noise, drawn from a range. */
final class Draw {

	private Draw() {}

	/** @return a number from min to max, all equally likely; takes one random number even if they are equal */
	static double evenly(final double min, final double max, final Random random) {
		return min + random.nextDouble() * (max - min);
	}

	/** @return a number from min to max, its logarithm evenly distributed; takes one random number */
	static double logarithmically(final double min, final double max, final Random random) {
		return min * Math.pow(max / min, random.nextDouble());
	}

	/** @return {@code 5} or {@code 5 to 50} */
	static String text(final double min, final double max) {
		return min == max ? text(min) : text(min) + " to " + text(max);
	}

	/** @return the number with up to four digits, in the same way in all countries */
	static String text(final double number) {
		return new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString();
	}
}
