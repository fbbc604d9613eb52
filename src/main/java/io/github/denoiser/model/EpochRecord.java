// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

/**
 * What one epoch of a model's training brought: a row of its loss history.
 * Numbers that were not measured, or are not finite, are NaN. Immutable.
 */
public final class EpochRecord {

	private final int epoch;
	private final double trainingLoss;
	private final double validationLoss;
	private final double validationPsnr;
	private final double learningRate;
	private final double seconds;

	/**
	 * @param epoch from 1
	 * @param trainingLoss mean loss of the epoch's batches
	 * @param validationLoss loss on the validation patches after the epoch
	 * @param validationPsnr PSNR in dB of the validation patches for a data range of 1; NaN without clean images
	 * @param learningRate of the epoch's last step
	 * @param seconds since the start of the training
	 */
	public EpochRecord(final int epoch, final double trainingLoss, final double validationLoss,
		final double validationPsnr, final double learningRate, final double seconds)
	{
		this.epoch = epoch;
		this.trainingLoss = finite(trainingLoss);
		this.validationLoss = finite(validationLoss);
		this.validationPsnr = finite(validationPsnr);
		this.learningRate = finite(learningRate);
		this.seconds = finite(seconds);
	}

	private static double finite(final double value) {
		return Double.isFinite(value) ? value : Double.NaN;
	}

	/** From 1. */
	public int epoch() {
		return epoch;
	}

	/** Mean loss of the epoch's batches. */
	public double trainingLoss() {
		return trainingLoss;
	}

	/** Loss on the validation patches after the epoch. */
	public double validationLoss() {
		return validationLoss;
	}

	/** PSNR in dB of the validation patches for a data range of 1; NaN without clean images to measure it. */
	public double validationPsnr() {
		return validationPsnr;
	}

	/** Learning rate of the epoch's last step. */
	public double learningRate() {
		return learningRate;
	}

	/** Since the start of the training. */
	public double seconds() {
		return seconds;
	}
}
