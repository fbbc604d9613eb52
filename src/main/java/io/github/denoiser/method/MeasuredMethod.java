// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.Optional;
import java.util.function.Consumer;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.Sample;

/** Chooses a method when it has seen the images. */
final class MeasuredMethod extends TrainingMethod {

	/** A variance below this, on the normalised scale, is that of rounding at most. */
	private static final double NO_NOISE = 1e-6;

	/**
	 * Of correlated noise, a network finds out in time what its model lacks, and learns to
	 * keep that: docs/architecture.md, "Learning without clean images".
	 */
	private static final int MOST_CORRELATED_STEPS = 600;

	private NoisyAloneMethod chosen;
	private int mostSteps = Integer.MAX_VALUE;

	MeasuredMethod() {
		super(false, Loss.MSE);
	}

	@Override
	public void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		final NoiseEstimate noise = NoiseLevels.measure(images);
		if (noise.variance(0) < NO_NOISE && noise.variance(1) < NO_NOISE) chosen = new BlindSpotMethod();
		else chosen = noise.isOfPhotons() && !noise.isCorrelated() ? new ThinnedMethod() : new RecorruptedMethod();
		chosen.take(noise);
		if (!noise.isCorrelated()) return;
		mostSteps = MOST_CORRELATED_STEPS;
		notes.accept("Neighbouring pixels of these images share their noise. The training ends after " + mostSteps +
			" steps at most: in a longer one, the network would learn to keep it. (noisy_method=" +
			NoisyMethod.RECORRUPTED.label() + " trains as long as you say.)");
	}

	@Override
	public int mostSteps() {
		return mostSteps;
	}

	@Override
	public Optional<NoiseEstimate> noise() {
		return chosen.noise();
	}

	@Override
	public ImageStore<Sample> prepare(final ImageStore<Sample> images) {
		return chosen.prepare(images);
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return chosen.source(images);
	}

	@Override
	public String description() {
		return chosen.description();
	}
}
