package io.github.denoiser.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

	@Test
	void theDisplayRangeIgnoresOutliersAndIsTheSameForAll() {
		final float[] noisy = new float[1000];
		for (int i = 0; i < noisy.length; i++) {
			noisy[i] = 0.2f + 0.0005f * i;
		}
		noisy[500] = 1000;
		noisy[501] = Float.NaN;
		final DisplayRange range = DisplayRange.of(noisy, null);
		assertEquals(0.2, range.black(), 0.01);
		assertEquals(0.7, range.white(), 0.01);
		assertArrayEquals(new byte[] { 0, 0, (byte) 255, 0 }, range.toGrey(new float[] { -3, range.black(), 1000, Float.NaN }));
	}

	@Test
	void theCleanImageSaysWhatThereIsToSee() {
		final DisplayRange range = DisplayRange.of(new float[] { -5, 5, 5, -5 }, new float[] { 0, 0.25f, 0.5f, 1 });
		assertEquals(0, range.black());
		assertEquals(1, range.white());
	}

	@Test
	void anEmptyImageIsGrey() {
		final DisplayRange range = DisplayRange.of(new float[] { 0.3f, 0.3f }, null);
		assertArrayEquals(new byte[] { (byte) 128 }, range.toGrey(new float[] { 0.3f }));
		assertEquals(0, DisplayRange.of(new float[] { Float.NaN }, null).black());
	}

	private static PreviewShot shot(final int epoch) {
		return new PreviewShot(epoch, new byte[1], Double.NaN);
	}
}
