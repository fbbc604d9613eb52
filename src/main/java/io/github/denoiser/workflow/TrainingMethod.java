package io.github.denoiser.workflow;

import java.util.List;
import java.util.Random;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseEstimator;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.patch.BlindSpotPatchSource;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.PairPatchSource;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.RecorruptedPatchSource;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.patch.SpotMask;

/** What a network learns from, and how it is told right from wrong. */
public abstract class TrainingMethod {

	/** Clean images, to which noise is added: the two papers' way. */
	public static TrainingMethod clean(final NoiseModel noise) {
		return new TrainingMethod(true, Loss.L1) {

			@Override
			PatchSource source(final List<Sample> samples, final int patchSize) {
				return new CleanPatchSource(samples, noise, patchSize);
			}

			@Override
			void makeNoisy(final float[] values, final long seed) {
				noise.apply(values, values, new Random(seed));
			}

			@Override
			Sample preview(final Sample clean, final long seed) {
				final float[] noisy = clean.image().values().clone();
				makeNoisy(noisy, seed);
				return Sample.of(new Plane(clean.name(), clean.width(), clean.height(), noisy), clean.image());
			}

			@Override
			String description() {
				return noise.description();
			}
		};
	}

	/** Noisy images alone: a blind spot. */
	public static TrainingMethod blindSpot() {
		return new TrainingMethod(false, Loss.MSE) {

			private NoiseEstimate noise;

			@Override
			void examine(final List<Sample> samples) {
				noise = estimate(samples);
			}

			@Override
			PatchSource source(final List<Sample> samples, final int patchSize) {
				return new BlindSpotPatchSource(samples, noise.isCorrelated() ? new SpotMask(noise::correlation, noise.reach(), 0.08) : SpotMask.POINT, patchSize);
			}

			@Override
			String description() {
				return noise.toString();
			}
		};
	}

	/** Noisy images alone: recorrupted. */
	public static TrainingMethod recorrupted() {
		return new TrainingMethod(false, Loss.MSE) {

			private NoiseEstimate noise;

			@Override
			void examine(final List<Sample> samples) {
				noise = estimate(samples);
			}

			@Override
			PatchSource source(final List<Sample> samples, final int patchSize) {
				return new RecorruptedPatchSource(samples, noise, patchSize);
			}

			@Override
			String description() {
				return noise.toString();
			}
		};
	}

	/** Pairs. */
	public static TrainingMethod pairs(final boolean bothNoisy) {
		return new TrainingMethod(!bothNoisy, bothNoisy ? Loss.MSE : Loss.L1) {

			@Override
			PatchSource source(final List<Sample> samples, final int patchSize) {
				return new PairPatchSource(samples, bothNoisy, patchSize);
			}

			@Override
			Sample preview(final Sample sample, final long seed) {
				return bothNoisy ? Sample.of(sample.image()) : sample;
			}

			@Override
			String description() {
				return "pairs";
			}
		};
	}

	private final boolean cleanTargets;
	private final Loss loss;

	private TrainingMethod(final boolean cleanTargets, final Loss loss) {
		this.cleanTargets = cleanTargets;
		this.loss = loss;
	}

	boolean hasCleanTargets() {
		return cleanTargets;
	}

	Loss loss() {
		return loss;
	}

	void examine(final List<Sample> samples) {
		// nothing to find out
	}

	abstract PatchSource source(List<Sample> samples, int patchSize);

	void makeNoisy(final float[] values, final long seed) {
		// noisy as it is
	}

	/** @return the sample as noisy as the network will find it, and its clean partner if there is one */
	Sample preview(final Sample sample, final long seed) {
		return sample;
	}

	abstract String description();

	private static NoiseEstimate estimate(final List<Sample> samples) {
		final NoiseEstimator estimator = new NoiseEstimator();
		for (final Sample sample : samples) {
			estimator.add(sample.image().values(), sample.width(), sample.height());
		}
		return estimator.estimate();
	}
}
