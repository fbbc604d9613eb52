// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import io.github.denoiser.engine.Engine;
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
	 * @return edge in pixels of the largest tiles that surely fit into the engine's free memory, {@link #SMALLEST} to
	 *         {@link #LARGEST}
	 */
	public static int choose(final NetworkSpec network, final Engine engine) {
		final int edge = (int) Math.sqrt(SHARE * Math.max(0, engine.freeMemory()) / engine.bytesPerPixel(network));
		return Math.max(SMALLEST, Math.min(LARGEST, edge));
	}
}
