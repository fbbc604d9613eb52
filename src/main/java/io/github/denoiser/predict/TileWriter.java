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
 * Writes the cores of tiles from tensors into 2-D ImgLib2 planes: the
 * normalisation undone, integers rounded and clipped to their type's range, and
 * pixels that were no number in the original put back as they were where the
 * plane's type can hold them.
 */
final class TileWriter {

	private final List<ChannelWriter> channels = new ArrayList<>();

	/**
	 * @param originals 2-D, of one size: the planes the tiles were read from, one for each channel
	 * @param targets as many, 2-D, of the same size
	 * @param normalizations as many
	 */
	TileWriter(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> originals,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> targets,
		final List<AffineNormalization> normalizations)
	{
		for (int c = 0; c < originals.size(); c++) {
			channels.add(new ChannelWriter(originals.get(c), targets.get(c), normalizations.get(c)));
		}
	}

	/** @param output of one image: the network's output for {@code tile} */
	void write(final Tile tile, final Tensor output) {
		write(tile, output.values());
	}

	/** @param output as large as the tile's input, channel by channel, row by row */
	void write(final Tile tile, final float[] output) {
		for (int c = 0; c < channels.size(); c++) {
			channels.get(c).write(tile, output, c * tile.inputWidth() * tile.inputHeight());
		}
	}
}
