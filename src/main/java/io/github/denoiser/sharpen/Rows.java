// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.sharpen;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The rows of a two-dimensional image as arrays of {@code double}. The three
 * pixel types of ImageJ are read straight from their arrays; everything else
 * goes through a {@link RandomAccess}. Not thread-safe: one instance a thread.
 */
abstract class Rows {

	/**
	 * Reads a row.
	 *
	 * @param y the row, counted from 0
	 * @param into receives the pixels
	 * @param at where in {@code into} the first pixel goes
	 */
	abstract void read(int y, double[] into, int at);

	/**
	 * Writes a whole row, rounded and clipped to what the pixel type can hold.
	 *
	 * @param y the row, counted from 0
	 * @param values one for each pixel
	 */
	abstract void write(int y, double[] values);

	/** @return the rows of a two-dimensional image, by the fastest way there is */
	static <T extends RealType<T>> Rows of(final RandomAccessibleInterval<T> image) {
		if (image instanceof ArrayImg) {
			final int width = (int) image.dimension(0);
			final Object type = image.getType();
			final Object access = ((ArrayImg<?, ?>) image).update(null);
			if (type instanceof UnsignedByteType && access instanceof ByteArray) {
				return new ByteRows(((ByteArray) access).getCurrentStorageArray(), width);
			}
			if (type instanceof UnsignedShortType && access instanceof ShortArray) {
				return new ShortRows(((ShortArray) access).getCurrentStorageArray(), width);
			}
			if (type instanceof FloatType && access instanceof FloatArray) {
				return new FloatRows(((FloatArray) access).getCurrentStorageArray(), width);
			}
		}
		return new AnyRows<>(image);
	}

	private static final class ByteRows extends Rows {

		private final byte[] pixels;
		private final int width;

		ByteRows(final byte[] pixels, final int width) {
			this.pixels = pixels;
			this.width = width;
		}

		@Override
		void read(final int y, final double[] into, final int at) {
			final int start = y * width;
			for (int x = 0; x < width; x++)
				into[at + x] = pixels[start + x] & 0xff;
		}

		@Override
		void write(final int y, final double[] values) {
			final int start = y * width;
			for (int x = 0; x < width; x++)
				pixels[start + x] = (byte) (Math.max(0, Math.min(255, values[x])) + 0.5);
		}
	}

	private static final class ShortRows extends Rows {

		private final short[] pixels;
		private final int width;

		ShortRows(final short[] pixels, final int width) {
			this.pixels = pixels;
			this.width = width;
		}

		@Override
		void read(final int y, final double[] into, final int at) {
			final int start = y * width;
			for (int x = 0; x < width; x++)
				into[at + x] = pixels[start + x] & 0xffff;
		}

		@Override
		void write(final int y, final double[] values) {
			final int start = y * width;
			for (int x = 0; x < width; x++)
				pixels[start + x] = (short) (Math.max(0, Math.min(65535, values[x])) + 0.5);
		}
	}

	private static final class FloatRows extends Rows {

		private final float[] pixels;
		private final int width;

		FloatRows(final float[] pixels, final int width) {
			this.pixels = pixels;
			this.width = width;
		}

		@Override
		void read(final int y, final double[] into, final int at) {
			final int start = y * width;
			for (int x = 0; x < width; x++)
				into[at + x] = pixels[start + x];
		}

		@Override
		void write(final int y, final double[] values) {
			final int start = y * width;
			for (int x = 0; x < width; x++) {
				final float value = (float) values[x];
				final boolean overflow = Float.isInfinite(value) && Double.isFinite(values[x]);
				pixels[start + x] = overflow ? Math.copySign(Float.MAX_VALUE, value) : value;
			}
		}
	}

	private static final class AnyRows<T extends RealType<T>> extends Rows {

		private final RandomAccess<T> access;
		private final long minX;
		private final long minY;
		private final int width;
		private final boolean integer;
		private final double lowest;
		private final double highest;

		AnyRows(final RandomAccessibleInterval<T> image) {
			final T type = image.getType();
			access = image.randomAccess();
			minX = image.min(0);
			minY = image.min(1);
			width = (int) image.dimension(0);
			integer = type instanceof IntegerType;
			lowest = integer ? type.getMinValue() : -type.getMaxValue();
			highest = type.getMaxValue();
		}

		@Override
		void read(final int y, final double[] into, final int at) {
			access.setPosition(minX, 0);
			access.setPosition(minY + y, 1);
			for (int x = 0; x < width; x++) {
				into[at + x] = access.get().getRealDouble();
				access.fwd(0);
			}
		}

		@Override
		void write(final int y, final double[] values) {
			access.setPosition(minX, 0);
			access.setPosition(minY + y, 1);
			for (int x = 0; x < width; x++) {
				access.get().setReal(storable(values[x]));
				access.fwd(0);
			}
		}

		private double storable(final double value) {
			if (Double.isInfinite(value)) return value;
			final double clipped = Math.max(lowest, Math.min(highest, value));
			return integer ? Math.floor(clipped + 0.5) : clipped;
		}
	}
}
