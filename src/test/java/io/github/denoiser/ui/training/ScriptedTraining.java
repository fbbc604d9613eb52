// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.util.Random;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingPreview;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;

/** Tells a listener of a training that never took place: the same one every time. */
final class ScriptedTraining {

	static final int SIZE = 64;
	static final int STEPS = 10;

	private final int epochs;
	private final boolean withClean;
	private final float[] clean = new float[SIZE * SIZE];
	private final float[] noisy = new float[SIZE * SIZE];
	private double bestLoss = Double.POSITIVE_INFINITY;
	private int best;

	ScriptedTraining(final int epochs, final boolean withClean) {
		this.epochs = epochs;
		this.withClean = withClean;
		final Random random = new Random(7);
		for (int y = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++) {
				final double wave = 0.5 + 0.35 * Math.sin(x / 4.0) * Math.cos(y / 5.0);
				clean[y * SIZE + x] = (float) wave;
				noisy[y * SIZE + x] = (float) (wave + 0.2 * random.nextGaussian());
			}
		}
	}

	/** The network, the method and the device. */
	TrainingStart start() {
		return TrainingStart.builder().network("unet (channels 1, filters 32, depth 2)")
			.method("Gaussian noise of sigma 50 on clean images").device("CPU, 2 threads").images(40)
			.patch(PatchShape.square(64)).batchSize(4).epochs(epochs).startLoss(0.04).noisyPsnr(withClean ? 14 : Double.NaN)
			.cleanTargets(withClean).loss(Loss.MSE).build();
	}

	/** One epoch, from its first step to its preview. Its loss is least at two thirds of the training. */
	void epoch(final TrainingListener listener, final int number) {
		for (int step = 1; step <= STEPS; step++) {
			final long done = (number - 1) * STEPS + step;
			listener.stepDone(new TrainingProgress(number, done, done / (double) (epochs * STEPS), done * 0.1, 123.4));
		}
		final double distance = (number - epochs * 2 / 3) / (double) epochs;
		final double loss = 0.002 + 0.02 * distance * distance;
		final boolean isBest = loss < bestLoss;
		if (isBest) {
			bestLoss = loss;
			best = number;
		}
		final EpochRecord epoch = new EpochRecord(number, 0.0018 + 0.01 / number, loss,
			withClean ? -10 * Math.log10(loss) : Double.NaN, 0.001, number);
		listener.epochDone(epoch, isBest);
		final float share = Math.min(1, 0.2f + number / (float) epochs);
		final float[] denoised = new float[clean.length];
		for (int i = 0; i < denoised.length; i++) {
			denoised[i] = noisy[i] + share * (clean[i] - noisy[i]);
		}
		listener.previewed(epoch, new TrainingPreview(SIZE, SIZE, noisy, denoised, withClean ? clean : null));
	}

	/** The epoch with the least loss so far. */
	int best() {
		return best;
	}
}
