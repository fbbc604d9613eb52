package io.github.denoiser.patch;

import java.util.Random;

/** Where training patches come from, one pair at a time. */
public interface PatchSource {

	/** Width and height of the patches in pixels. */
	int patchSize();

	/**
	 * Draws a patch and what the network should make of it.
	 *
	 * @param random decides everything: the same state gives the same pair
	 * @param pair receives it, of this source's patch size
	 */
	void next(Random random, PatchPair pair);
}
