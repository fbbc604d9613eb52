package io.github.denoiser.papers;

/** A row of Bernier and Lucio's table: what a training reached. Mean squared errors of values in 0..1. Immutable. */
public final class PaperLoss {

	private final int epochs;
	private final double training;
	private final double validation;

	PaperLoss(final int epochs, final double training, final double validation) {
		this.epochs = epochs;
		this.training = training;
		this.validation = validation;
	}

	/** How long was trained. */
	public int epochs() {
		return epochs;
	}

	public double training() {
		return training;
	}

	public double validation() {
		return validation;
	}
}
