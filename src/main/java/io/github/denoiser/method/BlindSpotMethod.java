// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.BlindSpotPatchSource;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.SpotMask;

/** Pixels are hidden, and told from what surrounds them. */
final class BlindSpotMethod extends NoisyAloneMethod {

	/** What is hidden together with a pixel is at least this much like it in its noise. */
	private static final double HIDDEN_LIKENESS = 0.08;

	private SpotMask mask = SpotMask.POINT;

	@Override
	void take(final NoiseEstimate noise) {
		super.take(noise);
		if (noise.isCorrelated()) mask = new SpotMask(noise::correlation, noise.reach(), HIDDEN_LIKENESS);
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return new BlindSpotPatchSource(images, mask);
	}

	@Override
	public String description() {
		return "noisy images alone, pixels hidden (blind spot of " + mask + "), noise with " + measured();
	}
}
