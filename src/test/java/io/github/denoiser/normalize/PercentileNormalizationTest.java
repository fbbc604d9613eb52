// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

class PercentileNormalizationTest {

	private static final PercentileNormalization RULE = new PercentileNormalization(10, 90);

	@Test
	void percentilesBecomeZeroAndOne() {
		final float[] values = new float[101];
		for (int i = 0; i <= 100; i++) {
			values[i] = 1000 + 2 * ((i * 37) % 101);
		}
		final AffineNormalization map = RULE.fit(List.of(values));
		assertEquals(0, map.normalize(1020), 1e-12);
		assertEquals(1, map.normalize(1180), 1e-12);
		assertEquals(0.5, map.normalize(1100), 1e-12);
	}

	@Test
	void percentilesLieBetweenValuesAsInNumpy() {
		// numpy.percentile([1, 2, 4, 8], [10, 90]) = [1.3, 6.8]
		final AffineNormalization map = RULE.fit(List.of(new float[] { 8, 1, 4, 2 }));
		assertEquals(1.3, map.offset(), 1e-12);
		assertEquals(6.8 - 1.3, map.scale(), 1e-12);
	}

	@Test
	void anImageAndItsArrayGiveTheSame() {
		final short[] pixels = new short[70 * 50];
		final float[] values = new float[pixels.length];
		final Random random = new Random(1);
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (short) random.nextInt(65536);
			values[i] = pixels[i] & 0xffff;
		}
		final AffineNormalization map = RULE.fit(List.of(values));
		assertEquals(map.toString(), RULE.fit(ArrayImgs.unsignedShorts(pixels, 70, 50)).toString());
		assertEquals(map.toString(),
			RULE.fit(List.of(Arrays.copyOf(values, 1000), Arrays.copyOfRange(values, 1000, values.length))).toString());
	}

	@Test
	void invertUndoesNormalize() {
		final Random random = new Random(2);
		for (final double range : new double[] { 1e-30, 1e-3, 1, 65535, 1e30 }) {
			final float[] values = new float[1000];
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) (range * (random.nextGaussian() + 3));
			}
			final AffineNormalization map = PercentileNormalization.STANDARD.fit(List.of(values));
			final float[] copy = values.clone();
			map.normalize(copy);
			map.invert(copy);
			for (int i = 0; i < values.length; i++) {
				assertEquals(values[i], map.invert(map.normalize(values[i])), 1e-14 * range);
				assertEquals(values[i], copy[i], 2e-6 * range);
			}
		}
	}

	@Test
	void constantImagesKeepTheirScale() {
		for (final float value : new float[] { 0, -7, 65535, Float.MAX_VALUE }) {
			final float[] values = new float[64];
			Arrays.fill(values, value);
			final AffineNormalization map = RULE.fit(List.of(values));
			assertEquals(1, map.scale());
			assertEquals(0, map.normalize(value));
			assertEquals(1, RULE.fit(ArrayImgs.floats(values, 8, 8)).scale());
		}
	}

	@Test
	void aFewBrightSpotsOnBlackGiveTheFullRange() {
		final float[] values = new float[10_000];
		values[17] = 200;
		assertEquals(200, PercentileNormalization.STANDARD.fit(List.of(values)).scale());
	}

	@Test
	void valuesThatAreNotFiniteDoNotCount() {
		final float[] values = { Float.NaN, 1, 2, Float.POSITIVE_INFINITY, 4, 8, Float.NEGATIVE_INFINITY };
		final String expected = RULE.fit(List.of(new float[] { 1, 2, 4, 8 })).toString();
		assertEquals(expected, RULE.fit(List.of(values)).toString());
		assertEquals(expected, RULE.fit(ArrayImgs.floats(values, 7, 1)).toString());
	}

	@Test
	void withoutAnyFiniteValueNothingChanges() {
		final float[] nothing = { Float.NaN, Float.POSITIVE_INFINITY };
		assertEquals(AffineNormalization.IDENTITY, RULE.fit(ArrayImgs.floats(nothing, 2, 1)));
		assertEquals(AffineNormalization.IDENTITY, RULE.fit(List.of(nothing)));
		assertEquals(AffineNormalization.IDENTITY, RULE.fit(List.of()));
	}

	@Test
	void theGreatestRangeOfDoublesDoesNotOverflow() {
		final double[] values = { -Double.MAX_VALUE, Double.MAX_VALUE };
		assertEquals(1, new PercentileNormalization(0, 100).fit(ArrayImgs.doubles(values, 2, 1)).scale());
	}

	@Test
	void largeImagesAreSampledEvenly() {
		final int width = 3000;
		final int height = 2000;
		final float[] ramp = new float[width * height];
		for (int i = 0; i < ramp.length; i++) {
			ramp[i] = i % width + i / width;
		}
		final AffineNormalization map = RULE.fit(ArrayImgs.floats(ramp, width, height));
		final float[] sorted = ramp.clone();
		Arrays.sort(sorted);
		assertEquals(sorted[ramp.length / 10], map.offset(), 5);
		assertEquals(sorted[ramp.length * 9 / 10], map.offset() + map.scale(), 5);
		assertEquals(map.scale(), RULE.fit(List.of(ramp)).scale(), 10);
		assertTrue(RULE.fit(ArrayImgs.floats(ramp, 1, ramp.length)).scale() > 0);
	}

	@Test
	void impossiblePercentsAreRefused() {
		final double[][] wrong = { { -1, 99 }, { 50, 50 }, { 90, 10 }, { 0, 101 }, { Double.NaN, 99 }, { 0, Double.NaN },
			{ 0.1, 0.999 } };
		for (final double[] percents : wrong) {
			assertThrows(DenoiserException.class, () -> new PercentileNormalization(percents[0], percents[1]));
		}
	}

	/** A plane of which every pixel would have to be read from a slow disk. */
	@Test
	void aCancelIsSeenAmongTheSamples() {
		final CancelToken cancel = new CancelToken();
		final int[] read = { 0 };
		final RandomAccessibleInterval<FloatType> slow = Converters
			.convert((RandomAccessibleInterval<FloatType>) ArrayImgs.floats(1000, 1000), (in, out) -> {
				if (++read[0] == 100) cancel.cancel();
			}, new FloatType());
		assertThrows(CancelledException.class, () -> new PercentileNormalization(0.1, 99.9).fit(slow, cancel));
		assertTrue(read[0] < 200, read[0] + " samples were read");
	}
}
