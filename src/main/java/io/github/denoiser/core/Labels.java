// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Choices by the labels that dialogs, macros and the command line use. */
public final class Labels {

	private Labels() {
		// static methods only
	}

	/** @return the labels of all choices, in their order */
	public static <E> List<String> all(final E[] choices, final Function<E, String> label) {
		return Arrays.stream(choices).map(label).collect(Collectors.toList());
	}

	/** @return the labels of all choices, in the order to offer them in */
	public static <E extends Enum<E> & Labelled> List<String> all(final Class<E> choices) {
		return all(choices.getEnumConstants(), Labelled::label);
	}

	/**
	 * @param key of the parameter in macros
	 * @param text a label, in any case
	 * @throws WrongValueException if there is no such choice; the message lists all
	 */
	public static <E extends Enum<E> & Labelled> E find(final String key, final String text, final Class<E> choices) {
		return find(key, text, choices.getEnumConstants(), Labelled::label);
	}

	/**
	 * @param key what the user calls the parameter
	 * @param text a label, in any case
	 * @throws WrongValueException if there is no such choice; the message lists all
	 */
	public static <E> E find(final String key, final String text, final E[] choices, final Function<E, String> label) {
		for (final E choice : choices) {
			if (label.apply(choice).equalsIgnoreCase(text.trim())) return choice;
		}
		throw new WrongValueException(key,
			"is \"" + text + "\"; it must be one of " + String.join(", ", all(choices, label)) + ".");
	}

	/**
	 * @param text what a user wrote
	 * @param names what there is
	 * @return the name that was probably meant: the one that is reached with the fewest
	 *         letters changed, added or left out (Levenshtein 1966), at most a third of
	 *         them; null if none is that near
	 */
	public static String nearest(final String text, final List<String> names) {
		String nearest = null;
		int least = Integer.MAX_VALUE;
		for (final String name : names) {
			final int distance = distance(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
			if (distance < least && 3 * distance <= Math.max(text.length(), name.length())) {
				nearest = name;
				least = distance;
			}
		}
		return nearest;
	}

	private static int distance(final String a, final String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			final int[] next = new int[b.length() + 1];
			next[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				final int change = row[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				next[j] = Math.min(change, 1 + Math.min(row[j], next[j - 1]));
			}
			row = next;
		}
		return row[b.length()];
	}
}
