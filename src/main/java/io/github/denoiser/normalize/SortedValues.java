// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

import java.util.Arrays;

/** Finite values of an image in ascending order. */
final class SortedValues {

	private final double[] values;
	private final int first;
	private final int count;

	private SortedValues(final double[] values, final int first, final int count) {
		this.values = values;
		this.first = first;
		this.count = count;
	}

	/**
	 * @param values finite; the first of them are sorted in place
	 * @param count how many there are
	 */
	static SortedValues of(final double[] values, final int count) {
		Arrays.sort(values, 0, count);
		return new SortedValues(values, 0, count);
	}

	/** @return the lowest of them */
	SortedValues first(final int some) {
		return new SortedValues(values, first, some);
	}

	/** @return the highest of them */
	SortedValues last(final int some) {
		return new SortedValues(values, first + count - some, some);
	}

	int count() {
		return count;
	}

	double get(final int index) {
		return values[first + index];
	}

	double least() {
		return values[first];
	}

	double greatest() {
		return values[first + count - 1];
	}

	/** @return how many are at most {@code limit} */
	int upTo(final double limit) {
		int low = 0;
		int high = count;
		while (low < high) {
			final int middle = (low + high) >>> 1;
			if (get(middle) <= limit) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** @return how many are less than {@code limit} */
	int countBelow(final double limit) {
		return upTo(Math.nextDown(limit));
	}

	/** @param percent from 0 to 100; interpolated as in NumPy */
	double percentile(final double percent) {
		final double position = percent / 100 * (count - 1);
		final int below = (int) position;
		final double fraction = position - below;
		if (fraction == 0) return get(below);
		return get(below) * (1 - fraction) + get(below + 1) * fraction;
	}
}
