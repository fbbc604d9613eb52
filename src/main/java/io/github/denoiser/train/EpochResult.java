package io.github.denoiser.train;

/** What one epoch brought. Immutable. */
public final class EpochResult {

	private final int epoch;
	private final long steps;
	private final double trainingLoss;
	private final double validationLoss;
	private final double validationPsnr;
	private final double learningRate;
	private final double seconds;
	private final boolean best;

	EpochResult(final int epoch, final long steps, final double trainingLoss, final double validationLoss,
		final double validationPsnr, final double learningRate, final double seconds, final boolean best)
	{
		this.epoch = epoch;
		this.steps = steps;
		this.trainingLoss = trainingLoss;
		this.validationLoss = validationLoss;
		this.validationPsnr = validationPsnr;
		this.learningRate = learningRate;
		this.seconds = seconds;
		this.best = best;
	}

	/** From 1. */
	public int epoch() {
		return epoch;
	}

	/** Steps since the start of the training. */
	public long steps() {
		return steps;
	}

	/** Mean loss of the epoch's batches. */
	public double trainingLoss() {
		return trainingLoss;
	}

	/** Loss on the validation patches after the epoch. */
	public double validationLoss() {
		return validationLoss;
	}

	/** PSNR in dB of the validation patches for a data range of 1: {@code -10 log10(MSE)}. */
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

	/** Whether no earlier epoch had a lower validation loss. */
	public boolean best() {
		return best;
	}
}
