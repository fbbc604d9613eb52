package io.github.denoiser.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.NoiseLevels;
import io.github.denoiser.patch.PairPatchSource;
import io.github.denoiser.patch.PairScaling;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.Sample;

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
	void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		final int count = Math.min(EXAMINED_PAIRS, images.size());
		double best = -1;
		boolean same = true;
		for (int i = 0; i < count; i++) {
			final Sample pair = images.load((int) ((long) images.size() * i / count));
			same &= Arrays.equals(pair.image().values(), pair.partner().values());
			best = Math.max(best, PairScaling.correlation(pair));
		}
		if (same) {
			throw new DenoiserException("The images and their partners are the same. Choose " + (noisy
				? "two recordings of each scene, with noise of their own." : "noisy images, and clean ones of the same scenes."));
		}
		if (noisy) noise = NoiseLevels.measure(images);
		if (best < UNRELATED) {
			notes.accept(String.format(Locale.ROOT, "Images and partners have little in common (correlation %.2f). " +
				"Check that they show the same scenes.", best));
		}
	}

	@Override
	Optional<NoiseEstimate> noise() {
		return Optional.ofNullable(noise);
	}

	@Override
	ImageStore<Sample> prepare(final ImageStore<Sample> images) {
		return noisy ? images : images.map(PairScaling::apply);
	}

	@Override
	PatchSource source(final PatchPicker images) {
		return new PairPatchSource(images, noisy);
	}

	@Override
	Sample preview(final Sample sample, final long seed) {
		return noisy ? super.preview(sample, seed) : PairScaling.apply(sample);
	}

	@Override
	String description() {
		return noisy ? "pairs of noisy images (Noise2Noise)" : "pairs of noisy and clean images";
	}
}
