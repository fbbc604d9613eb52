// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

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
	private final int copies;
	private final boolean turned;
	private final int validationPatches;
	private final double white;
	private final double minutes;
	private final double learningRate;
	private final RateSchedule schedule;
	private final double average;
	private final int patience;
	private final double validationShare;
	private final long seed;

	private TrainingConfig(final Builder b) {
		patchSize = Checks.range("patch_size", b.patchSize, 8, 1024);
		batchSize = Checks.range("batch_size", b.batchSize, 1, 1024);
		epochs = Checks.range("epochs", b.epochs, 1, 100_000);
		stepsPerEpoch = Checks.range("steps", b.stepsPerEpoch, 1, 1_000_000);
		copies = Checks.range("copies", b.copies, 0, 100_000);
		turned = b.turned;
		validationPatches = Checks.range("validation_patches", b.validationPatches, 1, 1_000_000);
		white = Checks.range("white", b.white, 0, 1e9);
		minutes = Checks.range("minutes", b.minutes, 0, 100_000);
		learningRate = Checks.range("learning_rate", b.learningRate, 1e-8, 1);
		schedule = b.schedule;
		average = Checks.range("average", b.average, 0, 0.99999);
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

	/** Batches an epoch, unless {@link #copies()} says. */
	public int stepsPerEpoch() {
		return stepsPerEpoch;
	}

	/**
	 * How often an epoch goes over every training image, each time with new noise and at
	 * places of its own: Bernier and Lucio's copies of every base image, without the memory
	 * that these take. 0: an epoch is {@link #stepsPerEpoch()} batches.
	 */
	public int copies() {
		return copies;
	}

	/** Whether patches are mirrored and turned at random. */
	public boolean isTurned() {
		return turned;
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
	public double average() {
		return average;
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
			.copies(copies).turned(turned).validationPatches(validationPatches).white(white).minutes(minutes)
			.learningRate(learningRate).schedule(schedule).average(average).patience(patience)
			.validationShare(validationShare).seed(seed);
		return b.build();
	}

	/** All settings, in the order of their documentation. */
	@Override
	public String toString() {
		return "patches of " + patchSize + ", batches of " + batchSize + ", " + epochs + " epochs of " + stepsPerEpoch +
			" steps, " + copies + " copies, " + (turned ? "turned" : "upright") + ", white " + white + ", " +
			validationPatches + " validation patches, " + minutes + " minutes, learning rate " + learningRate + " (" +
			schedule.label() + "), average " + average + ", patience " + patience + ", validation " + validationShare +
			", seed " + seed;
	}

	/** Collects the settings; each method documents its default. */
	public static final class Builder {

		private int patchSize = 64;
		private int batchSize = 4;
		private int epochs = 50;
		private int stepsPerEpoch = 100;
		private int copies;
		private boolean turned = true;
		private int validationPatches = 64;
		private double white;
		private double minutes;
		private double learningRate = 0.001;
		private RateSchedule schedule = RateSchedule.COSINE;
		private double average;
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
		public Builder copies(final int count) {
			copies = count;
			return this;
		}

		/** Default true. */
		public Builder turned(final boolean isTurned) {
			turned = isTurned;
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
		public Builder average(final double decay) {
			average = decay;
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
