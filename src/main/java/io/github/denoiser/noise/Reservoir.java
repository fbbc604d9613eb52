// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Keeps every item while there are few, and of more of them a random sample in which each
 * is equally likely (Vitter 1985, algorithm R). The same items give the same sample.
 */
final class Reservoir<T> {

	private static final long SEED = 1;

	private final int most;
	private final List<T> items = new ArrayList<>();
	private final Random random = new Random(SEED);
	private long seen;

	/** @param most how many items are kept at most */
	Reservoir(final int most) {
		this.most = most;
	}

	/** @param item makes the item, if it is to be kept */
	void add(final Supplier<T> item) {
		seen++;
		if (items.size() < most) {
			items.add(item.get());
			return;
		}
		final long place = (long) (random.nextDouble() * seen);
		if (place < most) items.set((int) place, item.get());
	}

	boolean isEmpty() {
		return items.isEmpty();
	}

	/** @return a copy of what is kept */
	List<T> toList() {
		return new ArrayList<>(items);
	}
}
