// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.List;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;

/**
 * A kind of noise with all its numbers, for training and for Add Noise alike.
 * Strengths are ranges that every patch draws its own from; a greatest value of 0
 * means the same as the least, so that one number is a fixed strength. Only what
 * the kind needs is looked at and checked. Immutable.
 *
 * <pre>
 * NoiseModel noise = NoiseSettings.builder(NoiseKind.GAUSSIAN).sigma(5, 50).build().model();
 * </pre>
 */
public final class NoiseSettings {

	/** Grey levels of 0..255; the level that most published denoising figures are given for. */
	public static final double DEFAULT_SIGMA = 25;

	/** Photons at white; a dim fluorescence image. */
	public static final double DEFAULT_PHOTONS = 30;

	/** Grey levels of 0..255: 2 of 255 are 8 grey levels of a 10-bit camera, or about 32 of a 12-bit one. */
	public static final double DEFAULT_READ_NOISE = 2;

	/** What Bernier and Lucio use in their experiments. */
	public static final double DEFAULT_COEFFICIENT = 0.5;

	/** A share of 1: every tenth pixel. */
	public static final double DEFAULT_SHARE = 0.1;

	/** Of mixed noise, so many patches have the grain that is asked for: most images have none. */
	private static final double MIXED_GRAIN_SHARE = 1 / 3.0;

	private final NoiseKind kind;
	private final NoiseModel model;

	private NoiseSettings(final Builder builder) {
		kind = builder.kind;
		model = builder.model(builder.kind);
	}

	/** Starts from the defaults, all fixed strengths. */
	public static Builder builder(final NoiseKind kind) {
		return new Builder(kind);
	}

	public NoiseKind kind() {
		return kind;
	}

	/** The noise that these settings stand for. */
	public NoiseModel model() {
		return model;
	}

	/** In words, with the numbers that matter for the kind. */
	@Override
	public String toString() {
		return model.description();
	}

	/** Collects the numbers; {@link #build()} checks those that the kind needs. */
	public static final class Builder {

		private final NoiseKind kind;
		private double sigma = DEFAULT_SIGMA;
		private double maxSigma;
		private double mean;
		private double variance;
		private double photons = DEFAULT_PHOTONS;
		private double maxPhotons;
		private double gain;
		private double offset;
		private double readNoise = DEFAULT_READ_NOISE;
		private double maxReadNoise;
		private double coefficient = DEFAULT_COEFFICIENT;
		private double maxCoefficient;
		private double share = DEFAULT_SHARE;
		private double maxShare;
		private double grain;
		private double maxGrain;

		private Builder(final NoiseKind kind) {
			this.kind = kind;
		}

		/**
		 * Standard deviation of Gaussian noise, in grey levels of 0..255.
		 *
		 * @param min from 0 to 1000
		 * @param max from {@code min} to 1000; 0: the same as {@code min}
		 */
		public Builder sigma(final double min, final double max) {
			sigma = min;
			maxSigma = max;
			return this;
		}

		/** What Gaussian noise adds on average, in grey levels of 0..255; from -1000 to 1000, usually 0. */
		public Builder mean(final double value) {
			mean = value;
			return this;
		}

		/**
		 * Variance of Gaussian noise in place of sigma, in squared grey levels of 0..255;
		 * from 0 to 1000000. 550 in Bernier and Lucio's experiments with faces and
		 * X-rays. 0 (the default): take sigma.
		 */
		public Builder variance(final double value) {
			variance = value;
			return this;
		}

		/**
		 * Photons that white (1) stands for; the fewer, the noisier.
		 *
		 * @param min from 0.1 to 1000000
		 * @param max from {@code min} to 1000000; 0: the same as {@code min}
		 */
		public Builder photons(final double min, final double max) {
			photons = min;
			maxPhotons = max;
			return this;
		}

		/**
		 * A camera's gain for Poisson-Gaussian noise in place of photons, in grey levels
		 * of 0..255 per photon, from 0.000255 to 2550: {@code photons = 255 / gain}. 0
		 * (the default): take photons.
		 */
		public Builder gain(final double value) {
			gain = value;
			return this;
		}

		/** The grey level of no light for Poisson-Gaussian noise, in grey levels of 0..255. */
		public Builder offset(final double value) {
			offset = value;
			return this;
		}

		/**
		 * Read noise of a training.
		 *
		 * @param value a fixed one, as for {@link #readNoise}; below 0: from none to a share of the
		 *          greatest sigma, which is to be set before
		 */
		public Builder trainingReadNoise(final double value) {
			return value < 0 ? readNoise(0, NoiseKind.READ_NOISE_SHARE * Math.max(sigma, maxSigma)) : readNoise(value, 0);
		}

		/**
		 * Standard deviation of the read noise of Poisson-Gaussian noise, in grey levels
		 * of 0..255.
		 *
		 * @param min from 0 to 1000
		 * @param max from {@code min} to 1000; 0: the same as {@code min}
		 */
		public Builder readNoise(final double min, final double max) {
			readNoise = min;
			maxReadNoise = max;
			return this;
		}

		/**
		 * Strength of coefficient noise, as a share of white, and of speckle noise, as a
		 * share of the signal.
		 *
		 * @param min from 0 to 1
		 * @param max from {@code min} to 1; 0: the same as {@code min}
		 */
		public Builder coefficient(final double min, final double max) {
			coefficient = min;
			maxCoefficient = max;
			return this;
		}

		/**
		 * Share of the pixels that salt and pepper or masking noise hits.
		 *
		 * @param min from 0 to 1
		 * @param max from {@code min} to 1; 0: the same as {@code min}
		 */
		public Builder share(final double min, final double max) {
			share = min;
			maxShare = max;
			return this;
		}

		/**
		 * How far neighbours share Gaussian and Poisson noise: standard deviation of a blur
		 * of the noise in pixels ({@link GrainNoise}). With {@link NoiseKind#MIXED}, every
		 * third patch has such a grain. 0 (the default): none.
		 *
		 * @param min from 0.1 to 10, or 0
		 * @param max from {@code min} to 10; 0: the same as {@code min}
		 */
		public Builder grain(final double min, final double max) {
			grain = min;
			maxGrain = max;
			return this;
		}

		/** @throws DenoiserException if a number that the kind needs is out of range; the message names it */
		public NoiseSettings build() {
			return new NoiseSettings(this);
		}

		private NoiseModel model(final NoiseKind of) {
			switch (of) {
				case GAUSSIAN:
					return grainy(gaussian(), 1);
				case POISSON:
					return grainy(new PoissonGaussianNoise(photons, most(photons, maxPhotons), 0), 1);
				case POISSON_GAUSSIAN:
					return grainy(poissonGaussian(), 1);
				case COEFFICIENT:
					return new CoefficientNoise(coefficient, most(coefficient, maxCoefficient));
				case SPECKLE:
					return new SpeckleNoise(coefficient, most(coefficient, maxCoefficient));
				case SALT_AND_PEPPER:
					return new SaltAndPepperNoise(share, most(share, maxShare));
				case MASKING:
					return new MaskingNoise(share, most(share, maxShare));
				default:
					return grainy(new MixedNoise(List.of(gaussian(), poissonGaussian())), MIXED_GRAIN_SHARE);
			}
		}

		private NoiseModel grainy(final NoiseModel noise, final double share) {
			return grain == 0 ? noise : new GrainNoise(noise, grain, most(grain, maxGrain), share);
		}

		private NoiseModel gaussian() {
			final double fixed = Math.sqrt(Checks.range("variance", variance, 0, 1e6));
			return variance > 0 ? new GaussianNoise(mean, fixed, fixed)
				: new GaussianNoise(mean, sigma, most(sigma, maxSigma));
		}

		private NoiseModel poissonGaussian() {
			final double sigmaTo = most(readNoise, maxReadNoise);
			if (gain == 0) {
				return new PoissonGaussianNoise(photons, most(photons, maxPhotons), readNoise, sigmaTo, offset);
			}
			final double fixed = GaussianNoise.GREY_LEVELS / Checks.range("gain", gain, 0.000255, 2550);
			return new PoissonGaussianNoise(fixed, fixed, readNoise, sigmaTo, offset);
		}

		private static double most(final double least, final double greatest) {
			return greatest == 0 ? least : greatest;
		}
	}
}
