// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.RecorruptedPatchSource;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.Sample;

/** The measured noise is added once more. */
final class RecorruptedMethod extends NoisyAloneMethod {

	@Override
	void take(final NoiseEstimate noise) {
		super.take(noise);
		if (noise.variance(1) > 0) return;
		throw new DenoiserException(
			"There is no noise in the images to learn from. Choose noisy images, or another way to learn.");
	}

	@Override
	public ImageStore<Sample> prepare(final ImageStore<Sample> images) {
		return images.map(2, sample -> Sample.of(sample.image(), NoiseLevels.deviations(sample.image(), measured())));
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return new RecorruptedPatchSource(images, measured().texture());
	}

	@Override
	public String description() {
		return "noisy images alone, their noise added once more (recorrupted), noise with " + measured();
	}
}
