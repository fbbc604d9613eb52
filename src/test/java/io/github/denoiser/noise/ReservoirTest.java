// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

class ReservoirTest {

	@Test
	void fewAreAllKept() {
		assertEquals(List.of(0, 1, 2, 3), filled(4, 4).toList());
	}

	/** Neither the first nor the last ones, nor every 64th, which may all lie in one column of an image. */
	@Test
	void ofManyASampleFromEverywhereIsKept() {
		final List<Integer> kept = filled(1000, 64_000).toList();
		assertEquals(1000, new HashSet<>(kept).size());
		final int[] tenths = new int[10];
		final int[] columns = new int[64];
		for (final int item : kept) {
			tenths[item / 6400]++;
			columns[item % 64]++;
		}
		for (final int count : tenths) {
			assertTrue(count > 60 && count < 140, count + " of a tenth");
		}
		for (final int count : columns) {
			assertTrue(count > 2 && count < 40, count + " of a column");
		}
	}

	@Test
	void theSameItemsGiveTheSameSample() {
		assertEquals(filled(10, 500).toList(), filled(10, 500).toList());
	}

	private static Reservoir<Integer> filled(final int most, final int count) {
		final Reservoir<Integer> reservoir = new Reservoir<>(most);
		for (int i = 0; i < count; i++) {
			final int item = i;
			reservoir.add(() -> item);
		}
		return reservoir;
	}
}
