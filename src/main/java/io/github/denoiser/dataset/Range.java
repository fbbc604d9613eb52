// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.util.Locale;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;

/** Which images of a file to read: so many from a certain one on. Immutable. */
public final class Range {

	/** All images. */
	public static final Range ALL = new Range(1, 0);

	/** Share of Java's memory that one data set may take: what is made of it needs room, too. */
	private static final double MEMORY_SHARE = 0.5;
	/** Bytes that an image takes beside its pixels. */
	private static final double OVERHEAD = 100;

	private final int first;
	private final int count;

	/**
	 * @param first counted from 1, as slices are in ImageJ
	 * @param count 0: all that are left
	 * @throws DenoiserException if a number is out of range
	 */
	public Range(final int first, final int count) {
		this.first = Checks.range("first", first, 1, Integer.MAX_VALUE);
		this.count = Checks.range("count", count, 0, Integer.MAX_VALUE);
	}

	/** The first image, counted from 1. */
	int first() {
		return first;
	}

	/** The last image, counted from 1, if there are more than enough. */
	long last() {
		return count == 0 ? Long.MAX_VALUE : (long) first + count - 1;
	}

	/** @throws DenoiserException if so many images of so many pixels are more than a data set may take */
	static void checkMemory(final String file, final int images, final int pixels) {
		final double limit = Runtime.getRuntime().maxMemory() * MEMORY_SHARE;
		if (images * (pixels + OVERHEAD) > limit) {
			throw new DenoiserException(String.format(Locale.ROOT,
				"The images of \"%s\" need more memory than there is for them (%,d MB). Read fewer at once with \"first\" and " +
					"\"count\", or give Java more memory (in ImageJ: Edit > Options > Memory & Threads...).",
				file, (long) (limit / (1 << 20))));
		}
	}
}
