// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

/**
 * How often things are done: a few times in every build, in full in the profile {@code nightly}, or as a property says.
 */
public final class Torture {

	private static final boolean NIGHTLY = Boolean.getBoolean("torture.full");

	private Torture() {}

	/**
	 * @param name of the property, after {@code torture.}, that sets another number
	 * @param usual number in every build
	 * @param nightly number in the profile {@code nightly}
	 */
	static int count(final String name, final int usual, final int nightly) {
		return Integer.getInteger("torture." + name, NIGHTLY ? nightly : usual);
	}

	/** Prints one line of the table in docs/measurements.md. */
	static void report(final String what, final int cases, final String outcome) {
		System.out.println("Torture: " + what + ": " + cases + " cases; " + outcome);
	}
}
