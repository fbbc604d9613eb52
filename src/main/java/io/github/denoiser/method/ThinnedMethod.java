// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.ThinnedPatchSource;

/** Shot noise is split into two independent images, by binomial thinning of photons. */
final class ThinnedMethod extends NoisyAloneMethod {

	@Override
	void take(final NoiseEstimate noise) {
		super.take(noise);
		if (noise.isOfPhotons()) return;
		throw new DenoiserException(
			"The noise of the images does not grow with their brightness, so it is not that of photons. " +
				"Choose another way to learn from noisy images (noisy_method).");
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return new ThinnedPatchSource(images, measured());
	}

	@Override
	public String description() {
		return "noisy images alone, shot noise split into two independent images (thinned), noise with " + measured();
	}
}
