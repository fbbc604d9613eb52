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
	 * @param input receives {@code patchSize * patchSize} values, rows first
	 * @param target likewise
	 */
	void next(Random random, float[] input, float[] target);
}
