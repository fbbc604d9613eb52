// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import io.github.denoiser.core.Seeds;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;

/** Error of a network on patches it is not trained on, the same ones at every call. */
final class Validation {

	/** No training has a step of this number, so validation shares no random numbers with any. */
	private static final long PART = -1;

	private final double loss;
	private final double psnr;
	private final boolean complete;

	private Validation(final double loss, final double psnr, final boolean complete) {
		this.loss = loss;
		this.psnr = psnr;
		this.complete = complete;
	}

	/** Error of the same patches as they are, with their noise. */
	static Validation ofNoise(final Loss loss, final Batch batch, final int patches, final long seed,
		final BooleanSupplier stop)
	{
		return of(input -> input, loss, batch, patches, seed, stop);
	}

	/**
	 * @param seed draws patches and noise, and should be the same all through a training
	 * @param stop asked after every batch whether to leave it at those done so far
	 */
	static Validation of(final NetworkTrainer network, final Batch batch, final int patches, final long seed,
		final BooleanSupplier stop)
	{
		return of(network::run, network.loss(), batch, patches, seed, stop);
	}

	private static Validation of(final UnaryOperator<Tensor> denoiser, final Loss loss, final Batch batch,
		final int patches, final long seed, final BooleanSupplier stop)
	{
		final Random random = Seeds.random(seed, PART);
		final BrightnessBalance balance = new BrightnessBalance();
		final int batches = (patches + batch.size() - 1) / batch.size();
		double losses = 0;
		double squares = 0;
		int done = 0;
		while (done == 0 || done < batches && !stop.getAsBoolean()) {
			batch.fill(random);
			final Tensor output = denoiser.apply(batch.input());
			final double mean = meanError(Loss.MSE, output, batch);
			squares += mean;
			losses += loss == Loss.MSE ? mean : meanError(loss, output, batch);
			batch.weigh(output, balance);
			done++;
		}
		final double psnr = batch.hasCleanTargets() ? -10 * Math.log10(squares / done) : Double.NaN;
		return new Validation(losses / done + balance.penalty(), psnr, done == batches);
	}

	/** @return the mean over all pixels of the weight times the square of the error, or times its amount */
	private static double meanError(final Loss loss, final Tensor output, final Batch batch) {
		final float[] values = output.values();
		final float[] targets = batch.target().values();
		final float[] weights = batch.weight().values();
		double sum = 0;
		for (int i = 0; i < values.length; i++) {
			final double error = (double) values[i] - targets[i];
			sum += weights[i] * (loss == Loss.MSE ? error * error : Math.abs(error));
		}
		return sum / values.length;
	}

	/** Whether all patches were looked at. */
	boolean isComplete() {
		return complete;
	}

	/**
	 * In the measure that the network is trained with, values being on the normalised scale; with noisy targets, and what
	 * is too dark or too bright at each brightness counts, too: see {@link BrightnessBalance}.
	 */
	double loss() {
		return loss;
	}

	/**
	 * In dB, for a data range of 1; NaN if the targets are not clean. An estimate of what their noise adds is no help: it
	 * was off by -6 to +23 dB, because a small error is the difference of two large and uncertain numbers.
	 */
	double psnr() {
		return psnr;
	}
}
