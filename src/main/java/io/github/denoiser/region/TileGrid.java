// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import java.util.AbstractList;

/**
 * Cuts a plane into tiles whose cores cover it once. Cores and inputs start at
 * multiples of the divisor, so that every tile sees the network's strides at the
 * same places as the whole plane would; inputs reach beyond their core by the
 * halo, so that nothing that a core's pixel depends on is missing. Together:
 * tiled and whole give the same result. Where the plane ends, so do the inputs: the
 * network itself pads, as it did in its training. All inputs have one size, so that
 * the network can work on all of them in the same memory.
 */
public final class TileGrid extends AbstractList<Tile> {

	private final Axis x;
	private final Axis y;

	/**
	 * @param width of the plane in pixels, at least 1
	 * @param height of the plane in pixels, at least 1
	 * @param inputSize greatest width and height of a tile's input; raised to the
	 *          least that is possible, which is the divisor and the halo on both
	 *          sides
	 * @param halo what the network needs on each side, at least 0
	 * @param divisor what sizes and positions must be multiples of, at least 1
	 */
	public TileGrid(final int width, final int height, final int inputSize, final int halo, final int divisor) {
		if (width < 1 || height < 1 || halo < 0 || divisor < 1) throw new IllegalArgumentException();
		x = new Axis(width, inputSize, Tile.align(halo, divisor), divisor);
		y = new Axis(height, inputSize, Tile.align(halo, divisor), divisor);
	}

	@Override
	public int size() {
		return x.count * y.count;
	}

	/** The tiles, row by row. */
	@Override
	public Tile get(final int index) {
		final int column = index % x.count;
		final int row = index / x.count;
		return new Tile(x.start(column), y.start(row), x.start(column + 1) - x.start(column),
			y.start(row + 1) - y.start(row), x.inputStart(column), y.inputStart(row), x.input, y.input);
	}

	/**
	 * The tiles side by side. The first and the last need no halo on the plane's edge: their
	 * cores are larger by that, and the plane without both halos is what is cut into steps.
	 */
	private static final class Axis {

		private final int extent;
		private final int aligned;
		private final int halo;
		/** From one input to the next. */
		private final int step;
		private final int input;
		private final int count;

		private Axis(final int extent, final int wished, final int halo, final int divisor) {
			this.extent = extent;
			this.halo = halo;
			aligned = Tile.align(extent, divisor);
			final int inner = aligned - 2 * halo;
			final int largest = Math.max(divisor, (wished - 2 * halo) / divisor * divisor);
			if (aligned <= wished || inner <= largest) {
				step = aligned;
				input = aligned;
				count = 1;
			}
			else {
				// Equal steps, instead of full ones and a sliver.
				final int steps = (inner + largest - 1) / largest;
				step = Tile.align((inner + steps - 1) / steps, divisor);
				input = step + 2 * halo;
				count = (inner + step - 1) / step;
			}
		}

		/** Where a tile's core starts; of the one behind the last, the end of the plane. */
		private int start(final int index) {
			if (index == 0) return 0;
			return index == count ? extent : index * step + halo;
		}

		private int inputStart(final int index) {
			return Math.min(index * step, aligned - input);
		}
	}
}
