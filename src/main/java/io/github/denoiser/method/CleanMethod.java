// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.Random;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** Clean images, to which noise is added. */
final class CleanMethod extends TrainingMethod {

	private final NoiseModel noise;

	CleanMethod(final NoiseModel noise, final Loss loss) {
		super(true, loss);
		this.noise = noise;
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return new CleanPatchSource(images, noise);
	}

	@Override
	public Sample preview(final Sample sample, final long seed) {
		final Plane clean = sample.image();
		final float[] noisy = new float[clean.values().length];
		noise.apply(clean.values(), noisy, clean.width(), clean.height(), new Random(seed));
		return Sample.of(new Plane(clean.name(), clean.channels(), clean.width(), clean.height(), noisy), clean);
	}

	@Override
	public String description() {
		return "clean images with added noise: " + noise.description();
	}
}
