// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.figure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;

/** Slices of a stack as users write them, {@code 1-3,7}. */
public final class SliceList {

	/** How many slices are taken if the user does not say which. */
	public static final int DEFAULT_COUNT = 5;

	/** More columns than this make no figure that anybody can read. */
	static final int MAX_COUNT = 50;

	private SliceList() {}

	/**
	 * @param text slices and ranges of slices, counted from 1, separated by commas;
	 *          empty for up to {@value #DEFAULT_COUNT} slices that are evenly spread
	 *          from the first to the last
	 * @param count how many slices there are
	 * @return the slices in the order of the text, each once
	 * @throws DenoiserException if the text cannot be read or names a slice that is not
	 *           there
	 */
	public static int[] parse(final String text, final int count) {
		if (text.trim().isEmpty()) return spread(count);
		final Set<Integer> slices = new LinkedHashSet<>();
		for (final String part : text.split(",", -1)) {
			final String[] ends = part.trim().split("\\s*-\\s*", -1);
			if (ends.length > 2) throw unreadable(text);
			final int first = number(ends[0], text, count);
			final int last = ends.length == 1 ? first : number(ends[1], text, count);
			final int step = first <= last ? 1 : -1;
			for (int slice = first; slice != last + step; slice += step) {
				slices.add(slice);
			}
		}
		if (slices.size() > MAX_COUNT) {
			throw new WrongValueException("slices",
				"is \"" + text + "\", which are " + slices.size() + " slices; at most " + MAX_COUNT + " fit into a figure.");
		}
		return slices.stream().mapToInt(Integer::intValue).toArray();
	}

	private static int[] spread(final int count) {
		final int columns = Math.min(count, DEFAULT_COUNT);
		final int[] slices = new int[columns];
		Arrays.setAll(slices, i -> columns == 1 ? 1 : 1 + (int) Math.round((double) i * (count - 1) / (columns - 1)));
		return slices;
	}

	private static int number(final String digits, final String text, final int count) {
		if (!digits.matches("[0-9]{1,9}")) throw unreadable(text);
		final int slice = Integer.parseInt(digits);
		if (slice >= 1 && slice <= count) return slice;
		throw new DenoiserException("\"slices\" is \"" + text + "\", but there is no slice " + slice + ": the image has " +
			count + (count == 1 ? " slice." : " slices, counted from 1."));
	}

	private static DenoiserException unreadable(final String text) {
		return new WrongValueException("slices",
			"is \"" + text + "\"; it must be slices and ranges of slices with commas " +
				"between them, for example 1-3,7, or empty for slices that are evenly spread.");
	}
}
