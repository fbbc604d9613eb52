// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.PairPatchSource;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.PairScaling;
import io.github.denoiser.trainingset.Sample;

/** Noisy images with partners, clean or noisy. */
final class PairMethod extends TrainingMethod {

	/** Pairs that are looked at before the training. */
	private static final int EXAMINED_PAIRS = 10;
	/** If no pair has a correlation of this much, they show different scenes, or nearly nothing but noise. */
	private static final double UNRELATED = 0.1;

	private final boolean noisy;
	private NoiseEstimate noise;

	PairMethod(final boolean noisy) {
		super(!noisy, noisy ? Loss.MSE : Loss.L1);
		this.noisy = noisy;
	}

	@Override
	public void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		final List<Double> correlations = new ArrayList<>();
		final Set<Boolean> same = new HashSet<>();
		images.forSome(EXAMINED_PAIRS, pair -> {
			same.add(Arrays.equals(pair.image().values(), pair.partner().values()));
			correlations.add(PairScaling.correlation(pair));
		});
		final double best = correlations.stream().mapToDouble(Double::doubleValue).max().orElse(1);
		if (same.equals(Set.of(true))) {
			throw new DenoiserException("The images and their partners are the same. Choose " +
				(noisy ? "two recordings of each scene, with noise of their own."
					: "noisy images, and clean ones of the same scenes."));
		}
		if (noisy) noise = NoiseLevels.measure(images);
		if (best < UNRELATED) {
			notes.accept(String.format(Locale.ROOT,
				"Images and partners have little in common (correlation %.2f). Check that they show the same scenes.", best));
		}
	}

	@Override
	public Optional<NoiseEstimate> noise() {
		return Optional.ofNullable(noise);
	}

	@Override
	public ImageStore<Sample> matched(final ImageStore<Sample> images) {
		return images.map(pair -> PairScaling.apply(pair, !noisy));
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return noisy ? PairPatchSource.noisy(images, noise) : PairPatchSource.clean(images);
	}

	@Override
	public Sample preview(final Sample sample, final long seed) {
		return noisy ? super.preview(sample, seed) : sample;
	}

	@Override
	public String description() {
		return noisy ? "pairs of noisy images (Noise2Noise)" : "pairs of noisy and clean images";
	}
}
