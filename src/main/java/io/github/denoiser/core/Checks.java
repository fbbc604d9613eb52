// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

/** Checks of parameters; the messages name the parameter as macros and the command line do. */
public final class Checks {

	private Checks() {}

	/**
	 * @param max {@link Double#MAX_VALUE} for none; {@code min} likewise
	 * @return {@code value}
	 * @throws WrongValueException unless {@code min <= value <= max}
	 */
	public static double range(final String name, final double value, final double min, final double max) {
		if (value >= min && value <= max) return value;
		final String allowed = max < Double.MAX_VALUE ? "lie between " + number(min) + " and " + number(max)
			: min > -Double.MAX_VALUE ? "be a number of at least " + number(min) : "be a number";
		throw new WrongValueException(name, "is " + number(value) + "; it must " + allowed + ".");
	}

	/** As {@link #range(String, double, double, double)}. */
	public static int range(final String name, final int value, final int min, final int max) {
		return (int) range(name, (double) value, min, max);
	}

	private static String number(final double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
	}
}
