package io.github.denoiser.train;

import java.util.Random;
import java.util.function.UnaryOperator;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.engine.NetworkTrainer;

/** Error of a network on patches it is not trained on, the same ones at every call. */
final class Validation {

	private final double loss;

	private Validation(final double loss) {
		this.loss = loss;
	}

	/** Error of the same patches as they are, with their noise. */
	static Validation ofNoise(final Batch batch, final int patches, final long seed) {
		return of(input -> input, batch, patches, seed);
	}

	/** @param seed draws patches and noise, and should be the same all through a training */
	static Validation of(final NetworkTrainer network, final Batch batch, final int patches,
		final long seed)
	{
		return of(network::run, batch, patches, seed);
	}

	private static Validation of(final UnaryOperator<INDArray> denoiser, final Batch batch, final int patches,
		final long seed)
	{
		final Random random = new Random(~seed);
		final int batches = (patches + batch.size() - 1) / batch.size();
		double sum = 0;
		for (int i = 0; i < batches; i++) {
			batch.fill(random);
			final INDArray output = denoiser.apply(batch.input());
			try (INDArray error = output.sub(batch.target())) {
				error.muli(error).muli(batch.weight());
				sum += error.meanNumber().doubleValue();
			}
		}
		return new Validation(sum / batches);
	}

	/** Mean squared error, values being on the normalised scale. */
	double loss() {
		return loss;
	}

	/** In dB, for a data range of 1. */
	double psnr() {
		return -10 * Math.log10(loss);
	}
}
