// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Previews of any number of epochs in bounded memory. */
class PreviewHistoryTest {

	@Test
	void theFirstTheBestAndTheLastAreAlwaysThere() {
		final PreviewHistory history = new PreviewHistory(20);
		for (int epoch = 1; epoch <= 1000; epoch++) {
			history.add(shot(epoch), epoch == 1 || epoch == 78 || epoch == 333);
			assertTrue(history.size() <= 20, "size " + history.size());
			assertEquals(1, history.first());
			assertEquals(epoch, history.last());
			assertEquals(history.best(), history.nearest(history.best()).epoch());
		}
		assertEquals(333, history.best());
		assertEquals(1000, history.nearest(2000).epoch());
	}

	@Test
	void whatRemainsIsSpreadEvenly() {
		final PreviewHistory history = new PreviewHistory(20);
		for (int epoch = 1; epoch <= 1000; epoch++) {
			history.add(shot(epoch), epoch == 1);
		}
		int widest = 0;
		for (int epoch = 1; epoch < 1000; epoch = history.neighbour(epoch, true)) {
			widest = Math.max(widest, history.neighbour(epoch, true) - epoch);
		}
		assertTrue(widest <= 2 * 1000 / 18, "gap of " + widest);
	}

	@Test
	void nothingIsForgottenBeforeThereIsNeed() {
		final PreviewHistory history = new PreviewHistory(20);
		for (int epoch = 5; epoch <= 24; epoch++) {
			history.add(shot(epoch), true);
		}
		for (int epoch = 5; epoch <= 24; epoch++) {
			assertEquals(epoch, history.nearest(epoch).epoch());
		}
		assertEquals(5, history.nearest(1).epoch());
		assertNull(new PreviewHistory(3).nearest(1));
	}

	private static PreviewShot shot(final int epoch) {
		return new PreviewShot(epoch, new byte[1], Double.NaN);
	}
}
