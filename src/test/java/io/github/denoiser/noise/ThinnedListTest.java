package io.github.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class ThinnedListTest {

	@Test
	void fewAreAllKept() {
		assertEquals(List.of(0, 1, 2, 3), filled(4, 4));
	}

	@Test
	void ofManyEvenlySpreadOnesAreKept() {
		assertEquals(List.of(0, 2, 4), filled(4, 5));
		assertEquals(List.of(0, 4, 8), filled(4, 12));
		for (int count = 1; count < 200; count++) {
			final List<Integer> kept = filled(10, count);
			final int step = kept.size() > 1 ? kept.get(1) : 1;
			assertTrue(kept.size() <= 10 && kept.size() >= Math.min(count, 5), kept.toString());
			for (int i = 0; i < kept.size(); i++) {
				assertEquals(i * step, kept.get(i));
			}
			assertTrue(kept.get(kept.size() - 1) + step >= count, "the end is missing: " + kept);
		}
	}

	@Test
	void whatIsNotKeptIsNotMade() {
		final ThinnedList<Integer> list = new ThinnedList<>(2);
		final int[] made = { 0 };
		for (int i = 0; i < 1000; i++) {
			list.add(() -> ++made[0]);
		}
		assertTrue(made[0] < 30, made[0] + " were made");
	}

	private static List<Integer> filled(final int most, final int count) {
		final ThinnedList<Integer> list = new ThinnedList<>(most);
		for (int i = 0; i < count; i++) {
			final int item = i;
			list.add(() -> item);
		}
		return list.toList();
	}
}
