// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.lang.reflect.Array;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * ImageJ's pixel arrays ({@code byte[]}, {@code short[]}, {@code float[]}) seen
 * as ImgLib2 images, and filled from them.
 */
public final class PixelArrays {

	private PixelArrays() {
		// static methods only
	}

	/**
	 * Wraps an array without copying it: bytes and shorts are unsigned.
	 *
	 * @param pixels a {@code byte[]}, {@code short[]} or {@code float[]} of
	 *          width * height pixels, row by row
	 * @throws IllegalArgumentException for another kind of array
	 */
	public static ArrayImg<?, ?> wrap(final Object pixels, final int width, final int height) {
		if (pixels instanceof byte[]) {
			return ArrayImgs.unsignedBytes((byte[]) pixels, width, height);
		}
		if (pixels instanceof short[]) {
			return ArrayImgs.unsignedShorts((short[]) pixels, width, height);
		}
		if (pixels instanceof float[]) {
			return ArrayImgs.floats((float[]) pixels, width, height);
		}
		throw new IllegalArgumentException("Not an array of pixels: " + pixels);
	}

	/**
	 * Makes an array for the pixels of one plane.
	 *
	 * @param bitDepth 8, 16 or 32
	 * @param size the number of pixels
	 */
	static Object allocate(final int bitDepth, final int size) {
		switch (bitDepth) {
			case 8:
				return new byte[size];
			case 16:
				return new short[size];
			case 32:
				return new float[size];
			default:
				throw new IllegalArgumentException("No pixel array for " + bitDepth + " bit.");
		}
	}

	/** Makes an array of the same kind as another one. */
	static Object like(final Object pixels, final int size) {
		return Array.newInstance(pixels.getClass().getComponentType(), size);
	}

	/**
	 * Fills an array with the values of an image; integers are rounded (halves up)
	 * and clipped, NaN becomes 0 in them.
	 *
	 * @param values a two-dimensional image with as many pixels as the array
	 * @param pixels a {@code byte[]}, {@code short[]} or {@code float[]}
	 */
	static void copy(final RandomAccessibleInterval<? extends RealType<?>> values, final Object pixels) {
		final Object source = storage(values);
		if (source != null && source.getClass() == pixels.getClass()) {
			System.arraycopy(source, 0, pixels, 0, Math.toIntExact(values.size()));
			return;
		}
		final Cursor<? extends RealType<?>> cursor = values.view().flatIterable().cursor();
		if (pixels instanceof byte[]) fill((byte[]) pixels, cursor);
		else if (pixels instanceof short[]) fill((short[]) pixels, cursor);
		else fill((float[]) pixels, cursor);
	}

	/** @return the array of an image made by {@link #wrap} or its like, or null */
	private static Object storage(final RandomAccessibleInterval<?> image) {
		if (!(image instanceof ArrayImg)) return null;
		final Object type = image.getType();
		final boolean unsigned = type instanceof UnsignedByteType || type instanceof UnsignedShortType ||
			type instanceof FloatType;
		final Object access = ((ArrayImg<?, ?>) image).update(null);
		if (!unsigned || !(access instanceof ArrayDataAccess)) return null;
		return ((ArrayDataAccess<?>) access).getCurrentStorageArray();
	}

	private static void fill(final byte[] pixels, final Cursor<? extends RealType<?>> values) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) round(values.next().getRealDouble(), 255);
	}

	private static void fill(final short[] pixels, final Cursor<? extends RealType<?>> values) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (short) round(values.next().getRealDouble(), 65535);
	}

	private static void fill(final float[] pixels, final Cursor<? extends RealType<?>> values) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = values.next().getRealFloat();
	}

	private static int round(final double value, final int max) {
		return (int) (Math.max(0, Math.min(max, value)) + 0.5);
	}
}
