// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.Optional;
import java.util.function.Consumer;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.Sample;

/** Noisy images and nothing else, whose noise is measured first. */
abstract class NoisyAloneMethod extends TrainingMethod {

	private NoiseEstimate noise;

	NoisyAloneMethod() {
		super(false, Loss.MSE);
	}

	@Override
	public final void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		take(NoiseLevels.measure(images));
	}

	/**
	 * @param measured the noise of the images
	 * @throws io.github.denoiser.core.DenoiserException if nothing can be learned from such noise
	 */
	void take(final NoiseEstimate measured) {
		noise = measured;
	}

	NoiseEstimate measured() {
		return noise;
	}

	@Override
	public Optional<NoiseEstimate> noise() {
		return Optional.of(noise);
	}
}
