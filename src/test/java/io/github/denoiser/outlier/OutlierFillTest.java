// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.outlier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.progress.CancelToken;

class OutlierFillTest {

	private static final int SIZE = 50;
	private static final PlaneScale SCALE = new PlaneScale(new AffineNormalization(0, 10));

	private final float[] values = new float[SIZE * SIZE];

	OutlierFillTest() {
		Arrays.fill(values, 5);
	}

	@Test
	void withoutOutliersThereIsNothingToFill() {
		assertNull(OutlierFill.of(values, SIZE, SCALE));
	}

	@Test
	void theNetworkSeesWhatSurroundsAnOutlierAndItComesBack() {
		values[20 * SIZE + 30] = 65535;
		values[5] = Float.NaN;
		final OutlierFill fill = OutlierFill.of(values, SIZE, SCALE);
		assertEquals(5, fill.values()[20 * SIZE + 30]);
		assertTrue(Float.isNaN(fill.values()[5]));
		assertEquals(65535, values[20 * SIZE + 30]);

		final float[] result = new float[SIZE * SIZE];
		Arrays.fill(result, 4);
		final float[] before = result.clone();
		final Img<FloatType> image = ArrayImgs.floats(result, SIZE, SIZE);
		fill.putBack(image);
		before[20 * SIZE + 30] = 65535;
		assertArrayEquals(before, result);
		fill.takeOut(image);
		before[20 * SIZE + 30] = 4;
		assertArrayEquals(before, result);
	}

	/** A scale and a half of noise happens; two do not. */
	@ParameterizedTest
	@CsvSource({ "19, 5", "20, 5", "22.5, 13.75", "25, 25", "300, 300", "-10, 5", "-15, -15" })
	void smallSpikesAreNoise(final float spike, final float kept) {
		values[20 * SIZE + 30] = spike;
		final OutlierFill fill = OutlierFill.of(values, SIZE, SCALE);
		final Img<FloatType> image = ArrayImgs.floats(fill.values(), SIZE, SIZE);
		fill.putBack(image);
		assertEquals(kept, image.getAt(30, 20).get(), 1e-4);
	}

	@Test
	void anAreaIsChangedAsFarAsItsNoiseExplains() {
		final Random random = new Random(1);
		for (int y = 10; y < 40; y++) {
			for (int x = 10; x < 40; x++) {
				values[y * SIZE + x] = (float) (500 + 10 * random.nextGaussian());
			}
		}
		final OutlierFill fill = OutlierFill.of(values, SIZE, SCALE);
		final Interval area = fill.area();
		assertArrayEquals(new long[] { 10, 10 }, area.minAsLongArray());
		assertArrayEquals(new long[] { 39, 39 }, area.maxAsLongArray());
		final Img<FloatType> upper = ArrayImgs.floats(SIZE, SIZE);
		// Right on the left, nonsense on the right.
		upper.forEach(pixel -> pixel.set(500));
		Views.interval(upper, new long[] { 25, 0 }, new long[] { 49, 49 }).forEach(pixel -> pixel.set(-3000));
		fill.useForAreas(upper);
		final Img<FloatType> image = ArrayImgs.floats(fill.values().clone(), SIZE, SIZE);
		fill.putBack(image);
		double squares = 0;
		for (int y = 10; y < 40; y++) {
			for (int x = 10; x < 25; x++) {
				squares += Math.pow(image.getAt(x, y).get() - 500, 2);
			}
			for (int x = 25; x < 40; x++) {
				assertEquals(values[y * SIZE + x], image.getAt(x, y).get(), 40);
			}
		}
		assertTrue(Math.sqrt(squares / 450) < 4, "noise left: " + Math.sqrt(squares / 450));
	}

	@Test
	void aPartIsFilledAsInTheWhole() {
		final Random random = new Random(3);
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextInt(40) == 0 ? 200 : 10 * random.nextFloat();
		}
		final float[] whole = OutlierFill.of(values, SIZE, SCALE).values();
		final Interval part = new FinalInterval(new long[] { 26, 25 }, new long[] { 49, 44 });
		final float[] some = OutlierFill.of(ArrayImgs.floats(values, SIZE, SIZE), part, SCALE, new CancelToken()).values();
		for (int i = 0; i < some.length; i++) {
			assertEquals(whole[(25 + i / 24) * SIZE + 26 + i % 24], some[i]);
		}
	}
}
