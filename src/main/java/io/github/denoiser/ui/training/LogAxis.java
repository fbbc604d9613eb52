// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A logarithmic axis of positive values: where they lie, and which of them get a
 * tick. Pure arithmetic. Immutable.
 */
final class LogAxis {

	/** The axis spans at least this factor, so that a flat curve does not look like a mountain range. */
	private static final double MIN_SPAN = 1.5;
	/** Space above and below the curves, as a share of the axis. */
	private static final double MARGIN = 0.06;
	/** Mantissas that ticks may have, from few to many. */
	private static final double[][] MANTISSAS = { { 1 }, { 1, 3 }, { 1, 2, 5 }, { 1, 1.5, 2, 3, 5, 7 },
		{ 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9 }, { 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2,
			2.2, 2.4, 2.6, 2.8, 3, 3.2, 3.4, 3.6, 3.8, 4, 4.2, 4.4, 4.6, 4.8, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5 } };

	private final double min;
	private final double max;

	private LogAxis(final double min, final double max) {
		this.min = min;
		this.max = max;
	}

	/**
	 * @param least the least value to show, above 0
	 * @param greatest the greatest one, at least {@code least}
	 * @return an axis with both on it, and some space around
	 */
	static LogAxis of(final double least, final double greatest) {
		final double missing = Math.max(1, Math.sqrt(MIN_SPAN / (greatest / least)));
		final double low = least / missing;
		final double high = greatest * missing;
		final double margin = Math.pow(high / low, MARGIN);
		return new LogAxis(low / margin, high * margin);
	}

	/** @return exactly from {@code min} to {@code max} */
	static LogAxis between(final double min, final double max) {
		return new LogAxis(min, max);
	}

	/** Without any value: something to draw until there is one. */
	static LogAxis empty() {
		return new LogAxis(1e-4, 1e-1);
	}

	double min() {
		return min;
	}

	double max() {
		return max;
	}

	/** @return 0 for the lower end, 1 for the upper end; beyond for values that are not on the axis */
	double position(final double value) {
		return Math.log(value / min) / Math.log(max / min);
	}

	/** @return the value at a position from 0 to 1 */
	double value(final double position) {
		return min * Math.pow(max / min, position);
	}

	/**
	 * @param most of them there is room for, at least 2
	 * @return round values on the axis, ascending: as many as fit, if possible at least 2
	 */
	List<Double> ticks(final int most) {
		List<Double> best = every(1);
		for (int decades = 2; best.size() > most; decades++) {
			best = every(decades);
		}
		for (final double[] mantissas : MANTISSAS) {
			final List<Double> ticks = ticks(mantissas);
			if (ticks.size() <= most && ticks.size() > best.size()) best = ticks;
		}
		return best;
	}

	/** Powers of ten, every so many decades. */
	private List<Double> every(final int decades) {
		final List<Double> ticks = new ArrayList<>();
		for (int exponent = (int) Math.ceil(Math.log10(min)); power(exponent) <= max; exponent++) {
			if (Math.floorMod(exponent, decades) == 0) ticks.add(power(exponent));
		}
		return ticks;
	}

	private List<Double> ticks(final double[] mantissas) {
		final List<Double> ticks = new ArrayList<>();
		for (int exponent = (int) Math.floor(Math.log10(min)); power(exponent) <= max; exponent++) {
			for (final double mantissa : mantissas) {
				final double tick = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).doubleValue();
				if (tick >= min && tick <= max) ticks.add(tick);
			}
		}
		return ticks;
	}

	private static double power(final int exponent) {
		return BigDecimal.ONE.scaleByPowerOfTen(exponent).doubleValue();
	}

	/** @return the value of a tick as text: plain where that is short, otherwise with an exponent */
	static String label(final double value) {
		final BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
		if (value >= 1e-4 && value < 1e5) return rounded.toPlainString();
		final int exponent = (int) Math.floor(Math.log10(value) + 1e-9);
		final BigDecimal mantissa = rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros();
		return mantissa.toPlainString() + String.format(Locale.ROOT, "e%d", exponent);
	}
}
