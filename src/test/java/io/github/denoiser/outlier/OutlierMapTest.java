// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.outlier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.outlier.OutlierMap.Kind;

class OutlierMapTest {

	private static final int SIZE = 60;
	private static final PlaneScale SCALE = new PlaneScale(new AffineNormalization(100, 50));

	/** An image without noise at half of the scale, on which one draws in scales. */
	private final float[] values = new float[SIZE * SIZE];

	OutlierMapTest() {
		Arrays.fill(values, 125);
	}

	@Test
	void whatIsOnTheScaleIsLeftToTheNetwork() {
		draw(20, 20, 3, 3, 1.4);
		draw(40, 40, 1, 1, -0.4);
		assertNull(OutlierMap.of(values, SIZE, SCALE));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1.6, 2.5, 1000, -0.6, -50 })
	void aPixelAloneIsASpike(final double level) {
		draw(30, 30, 1, 1, level);
		assertOnly(Kind.SPIKE, 30, 30, 1, 1);
	}

	@Test
	void aSmallMaximumOfSomethingBrightIsNoSpike() {
		draw(28, 28, 5, 5, 1.4);
		draw(30, 30, 1, 1, 1.8);
		assertNull(OutlierMap.of(values, SIZE, SCALE));
	}

	@Test
	void aSpikeBesideMissingPixelsIsFound() {
		draw(30, 30, 1, 1, 10);
		values[30 * SIZE + 31] = Float.NaN;
		values[31 * SIZE + 30] = Float.POSITIVE_INFINITY;
		assertOnly(Kind.SPIKE, 30, 30, 1, 1);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 3.1, 700, -2.1 })
	void severalFarPixelsAreOutliers(final double level) {
		draw(10, 10, 40, 2, level);
		assertOnly(Kind.OUTLIER, 10, 10, 40, 2);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1.6, -0.6 })
	void clippedPixelsAreOutliersAlthoughTheyAreNotFar(final double level) {
		draw(20, 20, 16, 16, level);
		assertOnly(Kind.OUTLIER, 20, 20, 16, 16);
	}

	@Test
	void aSkirtBelongsToItsBeadAndANeighbourThatDoesNotTouchItStays() {
		draw(28, 28, 5, 5, 1.1);
		draw(29, 29, 3, 3, 5 + 0.001);
		// As bright as the skirt, two pixels beside it.
		draw(35, 30, 1, 1, 1.1);
		assertOnly(Kind.OUTLIER, 28, 28, 5, 5);
	}

	@Test
	void noisyOutliersThatCoverAnAreaAreOne() {
		final Random random = new Random(1);
		for (int y = 10; y < 40; y++) {
			for (int x = 10; x < 40; x++) {
				draw(x, y, 1, 1, 20 + random.nextGaussian());
			}
		}
		assertOnly(Kind.AREA, 10, 10, 30, 30);
	}

	/** Otherwise tiles and regions would not fit together. */
	@Test
	void onlyWhatIsNearDecides() {
		final int size = 200;
		final Random random = new Random(2);
		final float[] large = new float[size * size];
		for (int i = 0; i < large.length; i++) {
			large[i] = (float) (125 + 30 * random.nextGaussian());
		}
		for (int i = 0; i < 60; i++) {
			final int x = random.nextInt(size);
			final int y = random.nextInt(size);
			final int edge = 1 + random.nextInt(25);
			final float level = (float) (100 + 50 * (6 * random.nextDouble() - 2.5));
			for (int k = 0; k < edge * edge; k++) {
				large[Math.min(size - 1, y + k / edge) * size + Math.min(size - 1, x + k % edge)] = level + random.nextInt(2);
			}
		}
		final OutlierMap whole = OutlierMap.of(large, size, SCALE);
		final int part = 100;
		final float[] cut = new float[part * part];
		for (int y = 0; y < part; y++) {
			System.arraycopy(large, (50 + y) * size + 50, cut, y * part, part);
		}
		final OutlierMap some = OutlierMap.of(cut, part, SCALE);
		final int[] seen = new int[Kind.values().length];
		for (int y = OutlierMap.REACH; y < part - OutlierMap.REACH; y++) {
			for (int x = OutlierMap.REACH; x < part - OutlierMap.REACH; x++) {
				final Kind kind = whole.kind((50 + y) * size + 50 + x);
				assertEquals(kind, some.kind(y * part + x), x + ", " + y);
				seen[kind.ordinal()]++;
			}
		}
		for (final Kind kind : Kind.values()) {
			assertTrue(seen[kind.ordinal()] > 0, "no " + kind);
		}
	}

	private void draw(final int x, final int y, final int w, final int h, final double level) {
		for (int row = y; row < y + h; row++) {
			for (int column = x; column < x + w; column++) {
				values[row * SIZE + column] = (float) (100 + 50 * level);
			}
		}
	}

	private void assertOnly(final Kind kind, final int x, final int y, final int w, final int h) {
		final OutlierMap map = OutlierMap.of(values, SIZE, SCALE);
		for (int i = 0; i < values.length; i++) {
			final boolean inside = i % SIZE >= x && i % SIZE < x + w && i / SIZE >= y && i / SIZE < y + h;
			assertEquals(inside ? kind : Kind.COMMON, map.kind(i), i % SIZE + ", " + i / SIZE);
		}
	}
}
