package io.github.denoiser.patch;

import java.util.Random;

/** Where training patches come from, one pair at a time. */
public interface PatchSource {

	/** Size and channels of the patches. */
	PatchShape patchShape();

	/**
	 * Draws a patch and what the network should make of it.
	 *
	 * @param random decides everything: the same state gives the same pair
	 * @param pair receives it, of this source's patch shape
	 */
	void next(Random random, PatchPair pair);
}
