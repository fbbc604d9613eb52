// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.region.Mirror;
import io.github.denoiser.region.NonFiniteFiller;
import io.github.denoiser.region.Tile;

/** Reads one channel for a {@link TileReader}. */
final class ChannelReader {

	private final RandomAccess<? extends RealType<?>> access;
	private final long minX;
	private final long minY;
	private final long width;
	private final long height;
	private final AffineNormalization normalization;
	private final NonFiniteFiller gaps;

	/** @param plane 2-D, any real type; may hold NaN and infinite pixels */
	ChannelReader(final RandomAccessibleInterval<? extends RealType<?>> plane, final AffineNormalization normalization) {
		access = plane.randomAccess();
		minX = plane.min(0);
		minY = plane.min(1);
		width = plane.dimension(0);
		height = plane.dimension(1);
		this.normalization = normalization;
		gaps = new NonFiniteFiller(this::value, normalization.offset());
	}

	/**
	 * @param values receives the tile's input, row by row
	 * @param first where in {@code values} it begins
	 */
	void read(final Tile tile, final float[] values, final int first) {
		final int w = tile.inputWidth();
		final int h = tile.inputHeight();
		// The columns that lie within the plane are read in one go.
		final int to = (int) Math.min(w, width - tile.inputX());
		for (int row = 0; row < h; row++) {
			final long y = Mirror.index(tile.inputY() + row, height);
			final int start = first + row * w;
			access.setPosition(minY + y, 1);
			access.setPosition(minX + tile.inputX(), 0);
			for (int column = 0; column < to; column++) {
				values[start + column] = normalized(access.get().getRealDouble(), tile.inputX() + column, y);
				access.fwd(0);
			}
			for (int column = to; column < w; column++) {
				values[start + column] = mirrored(tile.inputX() + column, y);
			}
		}
	}

	private float mirrored(final long column, final long y) {
		final long x = Mirror.index(column, width);
		return normalized(value(x, y), x, y);
	}

	private float normalized(final double value, final long x, final long y) {
		if (Double.isFinite(value)) return (float) normalization.normalize(value);
		final double filled = gaps.fill(x, y);
		access.setPosition(minX + x, 0);
		access.setPosition(minY + y, 1);
		return (float) normalization.normalize(filled);
	}

	/** The plane's pixel at (x, y) counted from its corner, continued by mirrors. */
	private double value(final long x, final long y) {
		access.setPosition(minX + Mirror.index(x, width), 0);
		access.setPosition(minY + Mirror.index(y, height), 1);
		return access.get().getRealDouble();
	}
}
