// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.region.BlendedTiles;
import io.github.denoiser.region.Tile;

/**
 * Runs a network of fixed size over planes in tiles of that size. As every pixel of a
 * tile may depend on all others, no halo makes neighbouring tiles agree: they overlap
 * and are blended.
 */
final class BlendingPredictor implements Predictor {

	private final NetworkRunner runner;
	private final ShapeRules rules;
	private final int batch;

	/** @param tileSize as many tiles are computed at once as have the pixels of one tile of this edge */
	BlendingPredictor(final NetworkRunner runner, final ShapeRules rules, final int tileSize) {
		this.runner = runner;
		this.rules = rules;
		batch = Math.max(1, tileSize * tileSize / (rules.width() * rules.height()));
	}

	private BlendedTiles tiles(final long width, final long height) {
		return new BlendedTiles(Math.toIntExact(width), Math.toIntExact(height), rules.width(), rules.height());
	}

	@Override
	public int steps(final long width, final long height) {
		return (tiles(width, height).size() + batch - 1) / batch;
	}

	@Override
	public void predict(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> input,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> output,
		final List<AffineNormalization> normalization, final CancelToken cancel, final Runnable stepDone)
	{
		final int w = Math.toIntExact(input.get(0).dimension(0));
		final int h = Math.toIntExact(input.get(0).dimension(1));
		final TileReader reader = new TileReader(input, normalization);
		final BlendedTiles tiles = tiles(w, h);
		final int channels = input.size();
		final float[] sum = new float[Math.multiplyExact(channels, Math.multiplyExact(w, h))];
		for (int start = 0; start < tiles.size(); start += batch) {
			cancel.throwIfCancelled();
			final List<Tile> some = tiles.subList(start, Math.min(tiles.size(), start + batch));
			final float[] denoised = runner.run(reader.read(some), cancel).values();
			for (int i = 0; i < some.size() * channels; i++) {
				final int tile = i / channels;
				add(some.get(tile), denoised, i, tiles.columnWeights(start + tile), tiles.rowWeights(start + tile), sum,
					i % channels * w * h, w);
			}
			stepDone.run();
		}
		new TileWriter(input, output, normalization).write(Tile.whole(w, h), sum);
	}

	/**
	 * @param index of the tile's channel in {@code denoised}
	 * @param channel where its plane begins in {@code sum}
	 */
	private static void add(final Tile tile, final float[] denoised, final int index, final float[] columns,
		final float[] rows, final float[] sum, final int channel, final int width)
	{
		final int first = index * tile.inputWidth() * tile.inputHeight();
		for (int y = 0; y < tile.height(); y++) {
			final int from = first + y * tile.inputWidth();
			final int to = channel + (tile.y() + y) * width + tile.x();
			for (int x = 0; x < tile.width(); x++) {
				sum[to + x] += rows[y] * columns[x] * denoised[from + x];
			}
		}
	}
}
