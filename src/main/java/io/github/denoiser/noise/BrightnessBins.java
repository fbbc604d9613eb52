// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.ArrayList;
import java.util.List;

/** Parts of images by their brightness. */
final class BrightnessBins {

	private static final int MAX_BINS = 12;

	private BrightnessBins() {}

	/**
	 * @param sorted by brightness, not empty
	 * @param perBin how many a bin should have at least
	 * @return at most 12 lists of about the same length, at least one; each may be sorted in
	 *         place
	 */
	static <T> List<List<T>> of(final List<T> sorted, final int perBin) {
		final int count = Math.max(1, Math.min(MAX_BINS, sorted.size() / perBin));
		final List<List<T>> bins = new ArrayList<>();
		for (int bin = 0; bin < count; bin++) {
			bins.add(new ArrayList<>(
				sorted.subList((int) ((long) sorted.size() * bin / count), (int) ((long) sorted.size() * (bin + 1) / count))));
		}
		return bins;
	}
}
