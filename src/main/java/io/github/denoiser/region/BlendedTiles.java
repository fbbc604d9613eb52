// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import java.util.AbstractList;

/**
 * Cuts a plane into tiles of one size that overlap, and says how much each counts
 * where they do: linearly more towards its middle, all together one. So nothing jumps
 * where one tile ends and the next begins. A tile's core is all of it that lies in the
 * plane; a plane that is smaller than a tile is mirrored.
 */
public final class BlendedTiles extends AbstractList<Tile> {

	/** The part of a tile's edge that overlaps the next tile, at least. */
	private static final double OVERLAP = 0.25;

	private final Axis x;
	private final Axis y;

	/** All sizes are in pixels and at least 1. */
	public BlendedTiles(final int width, final int height, final int tileWidth, final int tileHeight) {
		x = new Axis(width, tileWidth);
		y = new Axis(height, tileHeight);
	}

	@Override
	public int size() {
		return Math.multiplyExact(x.starts.length, y.starts.length);
	}

	/** The tiles, row by row. */
	@Override
	public Tile get(final int index) {
		final int left = x.starts[index % x.starts.length];
		final int top = y.starts[index / x.starts.length];
		return new Tile(left, top, Math.min(x.tile, x.size), Math.min(y.tile, y.size), left, top, x.tile, y.tile);
	}

	/** @return how much each column of the tile's core counts, above 0 to 1 */
	public float[] columnWeights(final int index) {
		return x.weights(index % x.starts.length);
	}

	/** @return how much each row of the tile's core counts, above 0 to 1 */
	public float[] rowWeights(final int index) {
		return y.weights(index / x.starts.length);
	}

	/** Tiles side by side, at even distances. */
	private static final class Axis {

		private final int size;
		private final int tile;
		private final int[] starts;
		/** Sum of all tiles' ramps at every pixel. */
		private final float[] sums;

		private Axis(final int size, final int tile) {
			if (size < 1 || tile < 1) throw new IllegalArgumentException(size + " pixels in tiles of " + tile);
			this.size = size;
			this.tile = tile;
			final int overlap = (int) (tile * OVERLAP);
			final int step = tile - overlap;
			final int count = size <= tile ? 1 : (size - overlap + step - 1) / step;
			starts = new int[count];
			sums = new float[size];
			for (int i = 0; i < count; i++) {
				if (i > 0) starts[i] = (int) Math.round((double) i * (size - tile) / (count - 1));
				for (int k = 0; k < Math.min(tile, size); k++) {
					sums[starts[i] + k] += ramp(k);
				}
			}
		}

		/** Distance from the tile's nearer end. */
		private int ramp(final int k) {
			return Math.min(k + 1, Math.min(tile, size) - k);
		}

		private float[] weights(final int i) {
			final float[] weights = new float[Math.min(tile, size)];
			for (int k = 0; k < weights.length; k++) {
				weights[k] = ramp(k) / sums[starts[i] + k];
			}
			return weights;
		}
	}
}
