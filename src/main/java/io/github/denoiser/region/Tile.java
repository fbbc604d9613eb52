// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import java.util.List;

/**
 * One piece of a plane's work: the <b>core</b> is what it produces, the
 * <b>input</b> is what the network must see for it, reaching beyond the core by
 * the halo, and beyond the plane's right and lower edge where it must be a multiple
 * of the divisor: there, the plane is mirrored. All coordinates are the plane's
 * pixels. Immutable.
 */
public final class Tile {

	private final int x;
	private final int y;
	private final int width;
	private final int height;
	private final int inputX;
	private final int inputY;
	private final int inputWidth;
	private final int inputHeight;

	Tile(final int x, final int y, final int width, final int height, final int inputX, final int inputY,
		final int inputWidth, final int inputHeight)
	{
		this.x = x;
		this.y = y;
		this.width = width;
		this.height = height;
		this.inputX = inputX;
		this.inputY = inputY;
		this.inputWidth = inputWidth;
		this.inputHeight = inputHeight;
	}

	/** A whole plane of this size as one tile, without anything around. */
	public static Tile whole(final int width, final int height) {
		return new Tile(0, 0, width, height, 0, 0, width, height);
	}

	/**
	 * Cuts the tile's core in half along its longer side, at a multiple of the divisor.
	 * Both parts keep as much of this tile's input as the halo reaches to.
	 *
	 * @param halo of the network
	 * @param divisor of the network; the tile is one of its {@link TileGrid}
	 * @return two tiles; empty if the core is too small to be cut
	 */
	public List<Tile> halves(final int halo, final int divisor) {
		final boolean wide = width >= height;
		final int first = align(Math.max(width, height) / 2, divisor);
		final int rest = Math.max(width, height) - first;
		if (rest <= 0) return List.of();
		final int margin = align(halo, divisor);
		// The first part ends at, and the second begins at, these columns or rows.
		final int end = first + margin;
		final int start = first - margin;
		if (wide) {
			final int to = Math.min(inputX + inputWidth, x + end);
			final int from = Math.max(inputX, x + start);
			return List.of(new Tile(x, y, first, height, inputX, inputY, to - inputX, inputHeight),
				new Tile(x + first, y, rest, height, from, inputY, inputX + inputWidth - from, inputHeight));
		}
		final int to = Math.min(inputY + inputHeight, y + end);
		final int from = Math.max(inputY, y + start);
		return List.of(new Tile(x, y, width, first, inputX, inputY, inputWidth, to - inputY),
			new Tile(x, y + first, width, rest, inputX, from, inputWidth, inputY + inputHeight - from));
	}

	/** @return the least multiple of the divisor that is not below the size */
	static int align(final int size, final int divisor) {
		return (size + divisor - 1) / divisor * divisor;
	}

	/** Left edge of the core. */
	public int x() {
		return x;
	}

	/** Top edge of the core. */
	public int y() {
		return y;
	}

	/** Width of the core, which lies within the plane. */
	public int width() {
		return width;
	}

	/** Height of the core. */
	public int height() {
		return height;
	}

	/** Left edge of the input. */
	public int inputX() {
		return inputX;
	}

	/** Top edge of the input. */
	public int inputY() {
		return inputY;
	}

	/** Width of the input, one that the network takes. */
	public int inputWidth() {
		return inputWidth;
	}

	/** Height of the input, one that the network takes. */
	public int inputHeight() {
		return inputHeight;
	}
}
