package io.github.denoiser.workflow;

import java.util.Optional;
import java.util.function.Consumer;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.NoiseLevels;
import io.github.denoiser.patch.Sample;

/** Noisy images and nothing else, whose noise is measured first. */
abstract class NoisyAloneMethod extends TrainingMethod {

	private NoiseEstimate noise;

	NoisyAloneMethod() {
		super(false, Loss.MSE);
	}

	@Override
	void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		noise = NoiseLevels.measure(images);
	}

	NoiseEstimate measured() {
		return noise;
	}

	@Override
	Optional<NoiseEstimate> noise() {
		return Optional.of(noise);
	}
}
