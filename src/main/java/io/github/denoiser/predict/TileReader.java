// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.engine.Tensor;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.region.Tile;

/**
 * Reads tiles of 2-D ImgLib2 planes as tensors: normalised, mirrored beyond
 * the planes' right and lower edge, and with pixels that are no number filled in.
 */
final class TileReader {

	private final List<ChannelReader> channels = new ArrayList<>();

	/**
	 * @param planes 2-D, of one size: what the channels of one image show; any real types;
	 *          may hold NaN and infinite pixels
	 * @param normalizations one for each channel
	 */
	TileReader(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes,
		final List<AffineNormalization> normalizations)
	{
		for (int c = 0; c < planes.size(); c++) {
			channels.add(new ChannelReader(planes.get(c), normalizations.get(c)));
		}
	}

	/** @return the tile's input, of one image, in new memory */
	Tensor read(final Tile tile) {
		return read(List.of(tile));
	}

	/**
	 * @param tiles with inputs of one size
	 * @return the tiles' inputs, an image for each, in new memory
	 */
	Tensor read(final List<Tile> tiles) {
		final int w = tiles.get(0).inputWidth();
		final int h = tiles.get(0).inputHeight();
		final int length = length(tiles.get(0));
		final float[] values = new float[Math.multiplyExact(length, tiles.size())];
		for (int i = 0; i < tiles.size(); i++) {
			read(tiles.get(i), values, i * length);
		}
		return new Tensor(values, tiles.size(), channels.size(), h, w);
	}

	/** @return the tile's input, channel by channel, row by row */
	float[] values(final Tile tile) {
		final float[] values = new float[length(tile)];
		read(tile, values, 0);
		return values;
	}

	private int length(final Tile tile) {
		return Math.multiplyExact(Math.multiplyExact(tile.inputWidth(), tile.inputHeight()), channels.size());
	}

	private void read(final Tile tile, final float[] values, final int first) {
		for (int c = 0; c < channels.size(); c++) {
			channels.get(c).read(tile, values, first + c * tile.inputWidth() * tile.inputHeight());
		}
	}
}
