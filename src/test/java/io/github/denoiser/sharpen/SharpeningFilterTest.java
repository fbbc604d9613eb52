// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.sharpen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.core.DenoiserException;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ImgUtil;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

class SharpeningFilterTest {

	private static final float NAN = Float.NaN;
	private static final float INFINITE = Float.POSITIVE_INFINITY;

	@Test
	void amountOneIsTheClassicalKernel() {
		final float[] result = sharpen(1, 3, 3, //
			1, 2, 3, //
			4, 6, 8, //
			7, 9, 11);
		assertEquals(5 * 6 - 2 - 4 - 8 - 9, result[4]);
	}

	@Test
	void bordersAreMirroredWithoutRepeatingThem() {
		final float[] result = sharpen(1, 3, 2, //
			1, 2, 4, //
			8, 16, 32);
		assertArrayEquals(new float[] { //
			5 * 1 - 2 * 2 - 2 * 8, 5 * 2 - 1 - 4 - 2 * 16, 5 * 4 - 2 * 2 - 2 * 32, //
			5 * 8 - 2 * 16 - 2 * 1, 5 * 16 - 8 - 32 - 2 * 2, 5 * 32 - 2 * 16 - 2 * 4 }, result);
	}

	@Test
	void amountScalesTheHighPass() {
		final float[] result = sharpen(0.5, 3, 1, 10, 20, 10);
		assertArrayEquals(new float[] { 0, 30, 0 }, result);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 5", "5, 1", "2, 2", "3, 7", "300, 300" })
	void amountZeroChangesNothing(final int width, final int height) {
		final float[] pixels = random(width * height);
		pixels[0] = NAN;
		assertArrayEquals(pixels, sharpen(0, width, height, pixels));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 2", "2, 1", "1, 3", "2, 2", "3, 5", "64, 1", "513, 511" })
	void agreesWithTheDefinitionOnEverySize(final int width, final int height) {
		final float[] pixels = random(width * height);
		assertArrayEquals(expected(pixels, width, height, 0.7), sharpen(0.7, width, height, pixels), 1e-6f);
	}

	@Test
	void aSinglePixelIsItsOwnNeighbour() {
		assertArrayEquals(new float[] { 42 }, sharpen(10, 1, 1, 42));
	}

	@Test
	void integersAreRoundedAndClipped() {
		final byte[] pixels = { 0, (byte) 200, 0, 10, 11, 10 };
		final byte[] result = new byte[6];
		new SharpeningFilter(0.25).apply(ArrayImgs.unsignedBytes(pixels, 6, 1), ArrayImgs.unsignedBytes(result, 6, 1));
		// 0 - 100 clips to 0; 200 + 100 clips to 255; 0 - 52.5 clips; 10 + 2.25; 11 + 0.5; 9.5
		assertArrayEquals(new byte[] { 0, (byte) 255, 0, 12, 12, 10 }, result);
	}

	@Test
	void signedIntegersAreRoundedAndClippedToTheirOwnRange() {
		final byte[] pixels = { -100, 100, -100, -3, -4 };
		final byte[] result = new byte[5];
		new SharpeningFilter(0.25).apply(ArrayImgs.bytes(pixels, 5, 1), ArrayImgs.bytes(result, 5, 1));
		// -100 - 100 and 100 + 100 clip; -3 + 24.5 = 21.5 and -4 - 0.5 = -4.5 round up
		assertArrayEquals(new byte[] { -128, 127, -128, 22, -4 }, result);
	}

	@Test
	void sixteenBitKeepsItsFullRange() {
		final short[] pixels = { (short) 65535, 0, (short) 40000 };
		final short[] result = new short[3];
		new SharpeningFilter(1).apply(ArrayImgs.unsignedShorts(pixels, 3, 1), ArrayImgs.unsignedShorts(result, 3, 1));
		assertArrayEquals(new short[] { (short) 65535, 0, (short) 65535 }, result);
	}

	@Test
	void notANumberStaysAndDoesNotSpread() {
		final float[] result = sharpen(1, 3, 3, //
			1, 1, 1, //
			1, NAN, 1, //
			1, 1, 5);
		assertArrayEquals(new float[] { //
			1, 1, 1, //
			1, NAN, 1 - 4, //
			1, 1 - 4, 5 * 5 - 4 }, result);
	}

	@Test
	void infinitiesStayAndDoNotSpread() {
		assertArrayEquals(new float[] { 2, INFINITE, 2, -INFINITE, 2 }, sharpen(1, 5, 1, 2, INFINITE, 2, -INFINITE, 2));
	}

	@Test
	void finiteFloatsStayFinite() {
		final float max = Float.MAX_VALUE;
		assertArrayEquals(new float[] { -max, max, -max }, sharpen(1, 3, 1, 0, max, 0));
	}

	@Test
	void everyWayToReadPixelsGivesTheSame() {
		final int width = 37;
		final int height = 23;
		final Random random = new Random(3);
		final short[] pixels = new short[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (short) random.nextInt();
		final RandomAccessibleInterval<UnsignedShortType> array = ArrayImgs.unsignedShorts(pixels, width, height);
		final RandomAccessibleInterval<UnsignedShortType> planar = PlanarImgs.unsignedShorts(width, height);
		ImgUtil.copy(array, planar);
		final RandomAccessibleInterval<UnsignedShortType> shifted = Views.translate(planar, 100, -7);

		final short[] fast = new short[pixels.length];
		final short[] slow = new short[pixels.length];
		final SharpeningFilter filter = new SharpeningFilter(0.9);
		filter.apply(array, ArrayImgs.unsignedShorts(fast, width, height));
		filter.apply(shifted, ArrayImgs.unsignedShorts(slow, width, height));
		assertArrayEquals(fast, slow);
	}

	@Test
	void threadsDoNotChangeTheResult() {
		final float[] pixels = random(700 * 500);
		final float[] many = Parallelization.runWithNumThreads(7, () -> sharpen(1, 700, 500, pixels));
		final float[] one = Parallelization.runSingleThreaded(() -> sharpen(1, 700, 500, pixels));
		assertArrayEquals(one, many);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 10.1, Double.NaN, Double.POSITIVE_INFINITY })
	void amountsOutOfRangeNameTheRange(final double amount) {
		final DenoiserException problem = assertThrows(DenoiserException.class, () -> new SharpeningFilter(amount));
		assertTrue(problem.getMessage().contains("from 0 (no change) to 10"), problem.getMessage());
	}

	@Test
	void imagesMustMatch() {
		final SharpeningFilter filter = new SharpeningFilter(1);
		assertThrows(IllegalArgumentException.class, () -> filter.apply(ArrayImgs.floats(3, 3), ArrayImgs.floats(3, 4)));
		assertThrows(IllegalArgumentException.class,
			() -> filter.apply(ArrayImgs.floats(3, 3, 3), ArrayImgs.floats(3, 3, 3)));
	}

	private static float[] sharpen(final double amount, final int width, final int height, final float... pixels) {
		final ArrayImg<FloatType, FloatArray> result = ArrayImgs.floats(width, height);
		new SharpeningFilter(amount).apply(ArrayImgs.floats(pixels, width, height), result);
		return result.update(null).getCurrentStorageArray();
	}

	/** The kernel on ImgLib2's own mirrored border, pixel by pixel. */
	private static float[] expected(final float[] pixels, final int width, final int height, final double amount) {
		final RandomAccessible<FloatType> extended = Views.extendMirrorSingle(ArrayImgs.floats(pixels, width, height));
		final RandomAccess<FloatType> at = extended.randomAccess(Intervals.createMinMax(-1, -1, width, height));
		final float[] result = new float[pixels.length];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final double centre = value(at, x, y);
				result[y * width + x] = (float) (centre + amount *
					(4 * centre - value(at, x - 1, y) - value(at, x + 1, y) - value(at, x, y - 1) - value(at, x, y + 1)));
			}
		}
		return result;
	}

	private static double value(final RandomAccess<? extends RealType<?>> at, final int x, final int y) {
		return at.setPositionAndGet(x, y).getRealDouble();
	}

	private static float[] random(final int size) {
		final Random random = new Random(size);
		final float[] pixels = new float[size];
		for (int i = 0; i < size; i++)
			pixels[i] = random.nextFloat();
		return pixels;
	}
}
