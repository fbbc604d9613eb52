// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** Sums, differences and copies of planes of one size, pixel by pixel. */
public final class PlaneArithmetic {

	private PlaneArithmetic() {
		// static methods only
	}

	/** @return the values of all pixels, row by row */
	public static float[] values(final RandomAccessibleInterval<? extends RealType<?>> plane) {
		final float[] values = new float[Math.toIntExact(Intervals.numElements(plane))];
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(plane).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealFloat();
		}
		return values;
	}

	/**
	 * Moves values towards an original. Pixels that are no number in the original stay
	 * as they are.
	 *
	 * @param share how much of {@code values} stays, from 0 to 1
	 * @param values changed in place
	 */
	public static <T extends RealType<T>> void blend(final RandomAccessibleInterval<T> original, final double share,
		final RandomAccessibleInterval<FloatType> values)
	{
		LoopBuilder.setImages(original, values).multiThreaded().forEachPixel((before, value) -> {
			final double start = before.getRealDouble();
			if (Double.isFinite(start)) value.setReal(start + share * (value.getRealDouble() - start));
		});
	}

	/**
	 * @param difference receives {@code original - values}; NaN where one of them is no
	 *          number
	 */
	public static <T extends RealType<T>> void subtract(final RandomAccessibleInterval<T> original,
		final RandomAccessibleInterval<FloatType> values, final RandomAccessibleInterval<FloatType> difference)
	{
		LoopBuilder.setImages(original, values, difference).multiThreaded().forEachPixel((before, value, result) -> {
			final double removed = before.getRealDouble() - value.getRealDouble();
			result.setReal(Double.isFinite(removed) ? removed : Double.NaN);
		});
	}

	/** Multiplies the distance of every value from {@code origin}, in place. */
	public static void stretch(final RandomAccessibleInterval<FloatType> values, final double origin,
		final double factor)
	{
		LoopBuilder.setImages(values).multiThreaded()
			.forEachPixel(value -> value.setReal(origin + factor * (value.getRealDouble() - origin)));
	}

	/** Copies values; integer types are rounded (halves up) and clipped, NaN becomes 0 in them. */
	public static <T extends RealType<T>> void copy(final RandomAccessibleInterval<? extends RealType<?>> values,
		final RandomAccessibleInterval<T> target)
	{
		final Cursor<? extends RealType<?>> source = Views.flatIterable(values).cursor();
		final T type = target.getType();
		final boolean whole = type instanceof IntegerType;
		for (final T pixel : Views.flatIterable(target)) {
			final double value = source.next().getRealDouble();
			if (!whole) pixel.setReal(value);
			else if (Double.isNaN(value)) pixel.setReal(0);
			else pixel.setReal(Math.max(type.getMinValue(), Math.min(type.getMaxValue(), Math.floor(value + 0.5))));
		}
	}
}
