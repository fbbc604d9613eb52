// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.region.PatchShape;

/** What is known when the first step is about to be made. Immutable; see {@link Builder} for the meaning of each. */
public final class TrainingStart {

	private final String network;
	private final String method;
	private final String device;
	private final int images;
	private final PatchShape patch;
	private final int batchSize;
	private final int epochs;
	private final double minutes;
	private final double startLoss;
	private final double modelLoss;
	private final double noisyPsnr;
	private final boolean cleanTargets;
	private final Loss loss;

	private TrainingStart(final Builder b) {
		network = b.network;
		method = b.method;
		device = b.device;
		images = b.images;
		patch = b.patch;
		batchSize = b.batchSize;
		epochs = b.epochs;
		minutes = b.minutes;
		startLoss = b.startLoss;
		modelLoss = b.modelLoss;
		noisyPsnr = b.noisyPsnr;
		cleanTargets = b.cleanTargets;
		loss = b.loss;
	}

	/** The network in one line. */
	public String network() {
		return network;
	}

	/** What is learned from, in one line. */
	public String method() {
		return method;
	}

	/** Where the arithmetic runs, in one line. */
	public String device() {
		return device;
	}

	/** Planes to train and validate on, together. */
	public int images() {
		return images;
	}

	public PatchShape patch() {
		return patch;
	}

	/** Patches a step. */
	public int batchSize() {
		return batchSize;
	}

	/** The most epochs there will be. */
	public int epochs() {
		return epochs;
	}

	/** The most minutes it will take; 0: no limit. */
	public double minutes() {
		return minutes;
	}

	/** Loss of the validation patches as they are, before anything was learned. */
	public double startLoss() {
		return startLoss;
	}

	/** Validation loss of the model that the training starts from; NaN if it starts from nothing. */
	public double modelLoss() {
		return modelLoss;
	}

	/** PSNR in dB of the validation patches as they are, for a data range of 1; NaN without clean images. */
	public double noisyPsnr() {
		return noisyPsnr;
	}

	/** Whether validation compares with clean images, so that its PSNR is that of the result. */
	public boolean hasCleanTargets() {
		return cleanTargets;
	}

	/** What the losses of epochs measure. */
	public Loss loss() {
		return loss;
	}

	public static Builder builder() {
		return new Builder();
	}

	/** Collects what a {@link TrainingStart} says. */
	public static final class Builder {

		private String network = "";
		private String method = "";
		private String device = "";
		private int images;
		private PatchShape patch;
		private int batchSize;
		private int epochs;
		private double minutes;
		private double startLoss = Double.NaN;
		private double modelLoss = Double.NaN;
		private double noisyPsnr = Double.NaN;
		private boolean cleanTargets;
		private Loss loss = Loss.MSE;

		public Builder network(final String line) {
			network = line;
			return this;
		}

		public Builder method(final String line) {
			method = line;
			return this;
		}

		public Builder device(final String line) {
			device = line;
			return this;
		}

		public Builder images(final int count) {
			images = count;
			return this;
		}

		public Builder patch(final PatchShape shape) {
			patch = shape;
			return this;
		}

		public Builder batchSize(final int patches) {
			batchSize = patches;
			return this;
		}

		public Builder epochs(final int most) {
			epochs = most;
			return this;
		}

		public Builder minutes(final double most) {
			minutes = most;
			return this;
		}

		public Builder startLoss(final double loss) {
			startLoss = loss;
			return this;
		}

		public Builder modelLoss(final double loss) {
			modelLoss = loss;
			return this;
		}

		public Builder noisyPsnr(final double decibels) {
			noisyPsnr = decibels;
			return this;
		}

		public Builder cleanTargets(final boolean clean) {
			cleanTargets = clean;
			return this;
		}

		public Builder loss(final Loss trained) {
			loss = trained;
			return this;
		}

		public TrainingStart build() {
			return new TrainingStart(this);
		}
	}
}
