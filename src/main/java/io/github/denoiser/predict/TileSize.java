package io.github.denoiser.predict;

import io.github.denoiser.engine.MemoryNeed;
import io.github.denoiser.network.NetworkSpec;

/** Chooses how large the tiles are that a network is given at once. */
public final class TileSize {

	/** Larger tiles waste less on their halo, but not much less than this. */
	public static final int LARGEST = 768;
	public static final int SMALLEST = 32;

	/** Of the free memory; others need some too. */
	private static final double SHARE = 0.5;

	private TileSize() {}

	/**
	 * @param free memory on the device, in bytes
	 * @return edge in pixels of the largest tiles that surely fit, {@link #SMALLEST} to
	 *         {@link #LARGEST}
	 */
	public static int choose(final NetworkSpec network, final long free) {
		final int edge = (int) Math.sqrt(SHARE * Math.max(0, free) / new MemoryNeed(network).ofPixel());
		return Math.max(SMALLEST, Math.min(LARGEST, edge));
	}
}
