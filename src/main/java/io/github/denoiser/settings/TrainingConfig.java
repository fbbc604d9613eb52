// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;

/**
 * How to train: everything but the data, the noise and the network. Immutable;
 * {@code TrainingConfig.builder()...build()} checks every number.
 */
public final class TrainingConfig {

	private final int patchSize;
	private final int batchSize;
	private final int epochs;
	private final int stepsPerEpoch;
	private final int passesPerEpoch;
	private final boolean augment;
	private final int validationPatches;
	private final double white;
	private final double minutes;
	private final double learningRate;
	private final RateSchedule schedule;
	private final double emaDecay;
	private final int patience;
	private final double validationShare;
	private final long seed;

	private TrainingConfig(final Builder b) {
		patchSize = Checks.range("patch_size", b.patchSize, 8, 1024);
		batchSize = Checks.range("batch_size", b.batchSize, 1, 1024);
		epochs = Checks.range("epochs", b.epochs, 1, 100_000);
		stepsPerEpoch = Checks.range("steps", b.stepsPerEpoch, 1, 1_000_000);
		passesPerEpoch = Checks.range("copies", b.passesPerEpoch, 0, 100_000);
		augment = b.augment;
		validationPatches = Checks.range("validation_patches", b.validationPatches, 1, 1_000_000);
		white = Checks.range("white", b.white, 0, 1e9);
		minutes = Checks.range("minutes", b.minutes, 0, 100_000);
		learningRate = Checks.range("learning_rate", b.learningRate, 1e-8, 1);
		schedule = b.schedule;
		emaDecay = Checks.range("average", b.emaDecay, 0, 0.99999);
		patience = Checks.range("patience", b.patience, 0, 100_000);
		validationShare = Checks.range("validation", b.validationShare, 0.01, 0.5);
		seed = b.seed;
	}

	public static Builder builder() {
		return new Builder();
	}

	/** Width and height of training patches in pixels. */
	public int patchSize() {
		return patchSize;
	}

	/** Patches a step. */
	public int batchSize() {
		return batchSize;
	}

	/** Rounds of training, each followed by a validation; the most there will be. */
	public int epochs() {
		return epochs;
	}

	/** Batches an epoch, unless {@link #passesPerEpoch()} says. */
	public int stepsPerEpoch() {
		return stepsPerEpoch;
	}

	/**
	 * How often an epoch goes over every training image, each time with new noise and at
	 * places of its own: Bernier and Lucio's copies of every base image, without the memory
	 * that these take. 0: an epoch is {@link #stepsPerEpoch()} batches.
	 */
	public int passesPerEpoch() {
		return passesPerEpoch;
	}

	/** Whether patches are mirrored and turned at random. */
	public boolean augment() {
		return augment;
	}

	/** Patches that every epoch is judged by. */
	public int validationPatches() {
		return validationPatches;
	}

	/** The grey value that counts as 1 in the training, while 0 counts as 0; 0: fitted to the images. */
	public double white() {
		return white;
	}

	/** Time to train, in minutes: ends the training even if epochs are left. 0: no limit. */
	public double minutes() {
		return minutes;
	}

	/** Greatest learning rate of Adam; what becomes of it in time is up to {@link #schedule()}. */
	public double learningRate() {
		return learningRate;
	}

	/** How the learning rate goes over the training. */
	public RateSchedule schedule() {
		return schedule;
	}

	/**
	 * Weight of the past in an exponential moving average of the network's weights, which
	 * is validated and kept in their place; 0: no average.
	 */
	public double emaDecay() {
		return emaDecay;
	}

	/** The training ends after so many epochs without improvement; 0: it does not. */
	public int patience() {
		return patience;
	}

	/** Share of the images kept for validation. */
	public double validationShare() {
		return validationShare;
	}

	/** Seed of everything random: split, weights, patches and noise. */
	public long seed() {
		return seed;
	}

	/** The same with another number of batches an epoch. */
	public TrainingConfig withStepsPerEpoch(final int steps) {
		return withEpochs(epochs, steps);
	}

	/** The same, or ten epochs that have so many batches together, if it has more. */
	public TrainingConfig limitedTo(final int steps) {
		final int few = 10;
		return (long) epochs * stepsPerEpoch <= steps ? this : withEpochs(few, Math.max(1, steps / few));
	}

	private TrainingConfig withEpochs(final int count, final int steps) {
		final Builder b = builder().patchSize(patchSize).batchSize(batchSize).epochs(count).stepsPerEpoch(steps)
			.passesPerEpoch(passesPerEpoch).augment(augment).validationPatches(validationPatches).white(white)
			.minutes(minutes).learningRate(learningRate).schedule(schedule).emaDecay(emaDecay).patience(patience)
			.validationShare(validationShare).seed(seed);
		return b.build();
	}

	/**
	 * All settings by their keys in macros, with values that mean the same in every language: what a package records, and
	 * what tells one training from another.
	 */
	public Map<String, String> toMap() {
		final Map<String, String> map = new LinkedHashMap<>();
		map.put("patch_size", String.valueOf(patchSize));
		map.put("batch_size", String.valueOf(batchSize));
		map.put("epochs", String.valueOf(epochs));
		map.put("steps", String.valueOf(stepsPerEpoch));
		map.put("copies", String.valueOf(passesPerEpoch));
		map.put("augment", String.valueOf(augment));
		map.put("minutes", String.valueOf(minutes));
		map.put("learning_rate", String.valueOf(learningRate));
		map.put("schedule", schedule.label());
		map.put("average", String.valueOf(emaDecay));
		map.put("validation", String.valueOf(validationShare));
		map.put("validation_patches", String.valueOf(validationPatches));
		map.put("white", String.valueOf(white));
		map.put("patience", String.valueOf(patience));
		map.put("seed", String.valueOf(seed));
		return map;
	}

	/** All settings, as a macro says them. */
	@Override
	public String toString() {
		return toMap().entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue())
			.collect(Collectors.joining(" "));
	}

	/** Collects the settings; each method documents its default. */
	public static final class Builder {

		private int patchSize = 64;
		private int batchSize = 4;
		private int epochs = 50;
		private int stepsPerEpoch = 100;
		private int passesPerEpoch;
		private boolean augment = true;
		private int validationPatches = 64;
		private double white;
		private double minutes;
		private double learningRate = 0.001;
		private RateSchedule schedule = RateSchedule.COSINE;
		private double emaDecay;
		private int patience;
		private double validationShare = 0.1;
		private long seed = 1;

		/** Default 64. */
		public Builder patchSize(final int pixels) {
			patchSize = pixels;
			return this;
		}

		/** Default 4: many small steps get further in a given time than fewer large ones. */
		public Builder batchSize(final int patches) {
			batchSize = patches;
			return this;
		}

		/** Default 50. */
		public Builder epochs(final int count) {
			epochs = count;
			return this;
		}

		/** Default 100. */
		public Builder stepsPerEpoch(final int steps) {
			stepsPerEpoch = steps;
			return this;
		}

		/** Default 0: steps decide. */
		public Builder passesPerEpoch(final int count) {
			passesPerEpoch = count;
			return this;
		}

		/** Default true. */
		public Builder augment(final boolean isTurned) {
			augment = isTurned;
			return this;
		}

		/** Default 64: enough to tell epochs apart, few enough to cost little. */
		public Builder validationPatches(final int count) {
			validationPatches = count;
			return this;
		}

		/** Default 0: percentiles of the images. */
		public Builder white(final double greyValue) {
			white = greyValue;
			return this;
		}

		/** Default 0, no limit. */
		public Builder minutes(final double limit) {
			minutes = limit;
			return this;
		}

		/** Default 0.001, as in Bernier and Lucio's paper. */
		public Builder learningRate(final double rate) {
			learningRate = rate;
			return this;
		}

		/** Default {@link RateSchedule#COSINE}. */
		public Builder schedule(final RateSchedule kind) {
			schedule = kind;
			return this;
		}

		/** Default 0: no average. */
		public Builder emaDecay(final double decay) {
			emaDecay = decay;
			return this;
		}

		/** Default 0: a training goes on to its end. */
		public Builder patience(final int epochs) {
			patience = epochs;
			return this;
		}

		/** Default 0.1. */
		public Builder validationShare(final double share) {
			validationShare = share;
			return this;
		}

		/** Default 1. */
		public Builder seed(final long value) {
			seed = value;
			return this;
		}

		/** @throws DenoiserException if a setting is out of range */
		public TrainingConfig build() {
			return new TrainingConfig(this);
		}
	}
}
