package io.github.denoiser.region;

import java.util.AbstractList;

/**
 * Cuts a plane into tiles whose cores cover it once. Cores and inputs start at
 * multiples of the divisor, so that every tile sees the network's strides at the
 * same places as the whole plane would; inputs reach beyond their core by the
 * halo, so that nothing that a core's pixel depends on is missing. Together:
 * tiled and whole give the same result. All inputs have one size, so that the
 * network can work on all of them in the same memory.
 */
public final class TileGrid extends AbstractList<Tile> {

	private final int width;
	private final int height;
	private final int coreWidth;
	private final int coreHeight;
	private final int halo;
	private final int divisor;

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
		this.width = width;
		this.height = height;
		this.divisor = divisor;
		this.halo = align(halo);
		coreWidth = coreSize(width, inputSize);
		coreHeight = coreSize(height, inputSize);
	}

	/** Divides the plane's extent into equal parts, instead of full ones and a sliver. */
	private int coreSize(final int extent, final int inputSize) {
		final int largest = Math.max(divisor, (inputSize - 2 * halo) / divisor * divisor);
		final int parts = (extent + largest - 1) / largest;
		return align((extent + parts - 1) / parts);
	}

	private int align(final int size) {
		return (size + divisor - 1) / divisor * divisor;
	}

	private int columns() {
		return (width + coreWidth - 1) / coreWidth;
	}

	@Override
	public int size() {
		return columns() * ((height + coreHeight - 1) / coreHeight);
	}

	/** The tiles, row by row. */
	@Override
	public Tile get(final int index) {
		final int x = index % columns() * coreWidth;
		final int y = index / columns() * coreHeight;
		final int w = Math.min(coreWidth, width - x);
		final int h = Math.min(coreHeight, height - y);
		// The last column and row may be smaller: what their inputs are short of is added before the core.
		final int inputX = x - halo - (coreWidth - align(w));
		final int inputY = y - halo - (coreHeight - align(h));
		return new Tile(x, y, w, h, inputX, inputY, coreWidth + 2 * halo, coreHeight + 2 * halo);
	}
}
