// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.region.Tile;

/** Writes one channel for a {@link TileWriter}. */
final class ChannelWriter {

	private final RandomAccess<? extends RealType<?>> original;
	private final RandomAccess<? extends RealType<?>> target;
	private final long[] originalMin;
	private final long[] targetMin;
	private final AffineNormalization normalization;
	private final boolean integer;
	private final double min;
	private final double max;

	/**
	 * @param original 2-D, the plane the tiles were read from
	 * @param target 2-D, of the same size
	 */
	ChannelWriter(final RandomAccessibleInterval<? extends RealType<?>> original,
		final RandomAccessibleInterval<? extends RealType<?>> target, final AffineNormalization normalization)
	{
		this.original = original.randomAccess();
		this.target = target.randomAccess();
		originalMin = original.minAsLongArray();
		targetMin = target.minAsLongArray();
		this.normalization = normalization;
		final RealType<?> type = this.target.get();
		integer = type instanceof IntegerType;
		min = type.getMinValue();
		max = type.getMaxValue();
	}

	/**
	 * @param output holds as much as the tile's input, row by row
	 * @param first where in {@code output} it begins
	 */
	void write(final Tile tile, final float[] output, final int first) {
		final int left = tile.x() - tile.inputX();
		final int top = tile.y() - tile.inputY();
		final float[] row = new float[tile.width()];
		for (int y = 0; y < tile.height(); y++) {
			System.arraycopy(output, first + (top + y) * tile.inputWidth() + left, row, 0, row.length);
			moveTo(original, originalMin, tile.x(), tile.y() + y);
			moveTo(target, targetMin, tile.x(), tile.y() + y);
			for (int x = 0; x < row.length; x++) {
				final double before = original.get().getRealDouble();
				target.get().setReal(Double.isFinite(before) ? stored(normalization.invert(row[x])) : integer ? 0 : before);
				original.fwd(0);
				target.fwd(0);
			}
		}
	}

	private double stored(final double value) {
		return integer ? Math.min(max, Math.max(min, Math.rint(value))) : value;
	}

	private static void moveTo(final RandomAccess<?> access, final long[] min, final long x, final long y) {
		access.setPosition(min[0] + x, 0);
		access.setPosition(min[1] + y, 1);
	}
}
