// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Random;

import io.github.denoiser.region.PatchShape;

/** Where training patches come from, one pair at a time. */
public interface PatchSource {

	/** Size and channels of the patches. */
	PatchShape patchShape();

	/** Whether targets are clean images, so that an error is that of the result. */
	default boolean hasCleanTargets() {
		return false;
	}

	/**
	 * Draws a patch and what the network should make of it.
	 *
	 * @param random decides everything: the same state gives the same pair
	 * @param pair receives it, of this source's patch shape
	 */
	void next(Random random, PatchPair pair);
}
