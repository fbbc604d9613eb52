package io.github.denoiser.train;

import java.util.Random;
import java.util.function.UnaryOperator;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.config.Seeds;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;

/** Error of a network on patches it is not trained on, the same ones at every call. */
final class Validation {

	/** No training has a step of this number, so validation shares no random numbers with any. */
	private static final long PART = -1;

	private final double loss;
	private final double squaredError;

	private Validation(final double loss, final double squaredError) {
		this.loss = loss;
		this.squaredError = squaredError;
	}

	/** Error of the same patches as they are, with their noise. */
	static Validation ofNoise(final Loss loss, final Batch batch, final int patches, final long seed) {
		return of(input -> input, loss, batch, patches, seed);
	}

	/** @param seed draws patches and noise, and should be the same all through a training */
	static Validation of(final NetworkTrainer network, final Batch batch, final int patches, final long seed) {
		return of(network::run, network.loss(), batch, patches, seed);
	}

	private static Validation of(final UnaryOperator<INDArray> denoiser, final Loss loss, final Batch batch,
		final int patches, final long seed)
	{
		final Random random = Seeds.random(seed, PART);
		final int batches = (patches + batch.size() - 1) / batch.size();
		double losses = 0;
		double squares = 0;
		for (int i = 0; i < batches; i++) {
			batch.fill(random);
			final INDArray output = denoiser.apply(batch.input());
			try (INDArray error = output.sub(batch.target()); INDArray square = error.mul(error)) {
				final double mean = square.muli(batch.weight()).meanNumber().doubleValue();
				squares += mean - batch.targetVariance();
				losses += loss == Loss.MSE ? mean : error.muli(batch.weight()).amean().getDouble(0);
			}
		}
		return new Validation(losses / batches, squares / batches);
	}

	/** In the measure that the network is trained with, values being on the normalised scale. */
	double loss() {
		return loss;
	}

	/**
	 * Mean squared error against clean values: measured if the targets are clean,
	 * estimated if the strength of their noise is known, NaN otherwise.
	 */
	double squaredError() {
		return squaredError;
	}

	/** {@link #squaredError()} in dB, for a data range of 1; NaN if that is unknown, or too small to be told. */
	double psnr() {
		return squaredError > 0 ? -10 * Math.log10(squaredError) : Double.NaN;
	}
}
