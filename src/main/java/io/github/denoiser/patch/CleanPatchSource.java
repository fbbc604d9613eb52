// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Random;

import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.region.PatchShape;

/**
 * Pairs from clean images, the two papers' way: a patch is the target, and the
 * same patch with fresh noise is the input. All channels of a patch have noise of the
 * same kind and strength, but each its own.
 */
public final class CleanPatchSource implements PatchSource {

	private final PatchPicker picker;
	private final NoiseModel noise;

	/** @param picker of clean images */
	public CleanPatchSource(final PatchPicker picker, final NoiseModel noise) {
		this.picker = picker;
		this.noise = noise;
	}

	@Override
	public PatchShape patchShape() {
		return picker.patchShape();
	}

	@Override
	public boolean hasCleanTargets() {
		return true;
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.target());
		noise.apply(pair.target(), pair.input(), pair.shape().width(), pair.shape().height(), random);
	}
}
