// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.region.Tile;
import io.github.denoiser.region.TileGrid;

/**
 * Runs a network over 2-D planes of any size, tile by tile, with the network's
 * own halo and divisor. The result does not depend on the tile size.
 * Where there is not enough memory for a tile it is halved, and so are all others of
 * its size from then on.
 */
public final class PlanePredictor implements Predictor {

	private final NetworkRunner runner;
	private final ShapeRules rules;
	private final int tileSize;
	/** A tile's input must have fewer pixels; lowered when memory runs out. */
	private long tooLarge = Long.MAX_VALUE;

	/**
	 * @param runner takes and gives as many channels as there are planes
	 * @param tileSize greatest width and height in pixels that the network is given
	 *          at once, halo included
	 */
	public PlanePredictor(final NetworkRunner runner, final ShapeRules rules, final int tileSize) {
		this.runner = runner;
		this.rules = rules;
		this.tileSize = tileSize;
	}

	/** @return the tiles that {@link #predict} will work through for a plane of this size */
	public List<Tile> tiles(final long width, final long height) {
		return new TileGrid(Math.toIntExact(width), Math.toIntExact(height), tileSize, rules.halo(), rules.divisor());
	}

	@Override
	public int steps(final long width, final long height) {
		return tiles(width, height).size();
	}

	@Override
	public void predict(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> input,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> output,
		final List<AffineNormalization> normalization, final CancelToken cancel, final Runnable stepDone)
	{
		final TileReader reader = new TileReader(input, normalization);
		final TileWriter writer = new TileWriter(input, output, normalization);
		for (final Tile tile : tiles(input.get(0).dimension(0), input.get(0).dimension(1))) {
			cancel.throwIfCancelled();
			predict(tile, reader, writer, cancel);
			stepDone.run();
		}
	}

	private void predict(final Tile tile, final TileReader reader, final TileWriter writer, final CancelToken cancel) {
		final long size = (long) tile.inputWidth() * tile.inputHeight();
		final List<Tile> halves = tile.halves(rules.halo(), rules.divisor());
		if (size < tooLarge || halves.isEmpty()) {
			cancel.throwIfCancelled();
			try {
				writer.write(tile, runner.run(reader.read(tile), cancel));
				return;
			}
			catch (final OutOfMemoryError error) {
				if (halves.isEmpty()) throw error;
				tooLarge = Math.min(tooLarge, size);
			}
		}
		for (final Tile half : halves) {
			predict(half, reader, writer, cancel);
		}
	}
}
