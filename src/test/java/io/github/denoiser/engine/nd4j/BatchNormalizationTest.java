// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.NetworkBuilder;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

class BatchNormalizationTest {

	/** Nothing but a normalisation of two channels. */
	private static final NetworkSpec NETWORK = network();

	/** A tenth of the start is left after them. */
	private static final int STEPS = 230;

	private static NetworkSpec network() {
		final NetworkBuilder b = new NetworkBuilder();
		b.batchNorm("norm", b.input(2));
		return b.build("test", Map.of());
	}

	@Test
	void runningStatisticsMoveByAHundredthTowardsThoseOfTheData() {
		final float[] values = new float[3 * 2 * 5 * 4];
		final double[][] moments = fill(values);
		final Tensor input = new Tensor(values, 3, 2, 5, 4);
		try (NetworkTrainer trainer = new SameDiffEngine().trainer(NETWORK, Weights.random(NETWORK, 1), Loss.MSE)) {
			trainer.step(input, input, 0);
			for (int c = 0; c < 2; c++) {
				assertEquals(0.01 * moments[c][0], trainer.weights().get("norm.mean")[c], 1e-6);
				assertEquals(0.99 + 0.01 * moments[c][1], trainer.weights().get("norm.variance")[c], 1e-5);
			}
			for (int i = 1; i < STEPS; i++) {
				trainer.step(input, input, 0);
			}
			final double left = Math.pow(0.99, STEPS);
			for (int c = 0; c < 2; c++) {
				assertEquals((1 - left) * moments[c][0], trainer.weights().get("norm.mean")[c], 1e-4);
				assertEquals(left + (1 - left) * moments[c][1], trainer.weights().get("norm.variance")[c], 1e-4);
			}
		}
	}

	/** Two channels of different mean and spread. @return the mean and variance of each */
	private static double[][] fill(final float[] values) {
		final Random random = new Random(1);
		final double[][] moments = new double[2][2];
		for (int i = 0; i < values.length; i++) {
			final int c = i / 20 % 2;
			values[i] = (float) (3 - 5 * c + (1 + c) * random.nextGaussian());
			moments[c][0] += values[i] / 60;
		}
		for (int i = 0; i < values.length; i++) {
			final int c = i / 20 % 2;
			moments[c][1] += Math.pow(values[i] - moments[c][0], 2) / 60;
		}
		return moments;
	}

	@Test
	void predictionUsesTheRunningStatistics() {
		final Map<String, float[]> tensors = new HashMap<>();
		tensors.put("norm.scale", new float[] { 2, 1 });
		tensors.put("norm.shift", new float[] { 0.5f, 0 });
		tensors.put("norm.mean", new float[] { 3, -1 });
		tensors.put("norm.variance", new float[] { 4, 0 });
		final Weights weights = Weights.of(NETWORK, tensors);
		final float[] expected = { (float) (2 * (7 - 3) / Math.sqrt(4.001) + 0.5), (float) ((0 + 1) / Math.sqrt(0.001)) };
		final Tensor input = new Tensor(new float[] { 7, 0 }, 1, 2, 1, 1);
		try (NetworkRunner runner = new SameDiffEngine().runner(NETWORK, weights);
			NetworkTrainer trainer = new SameDiffEngine().trainer(NETWORK, weights, Loss.MSE))
		{
			assertArrayEquals(expected, runner.run(input).values(), 1e-4f);
			assertArrayEquals(expected, trainer.run(input).values(), 1e-4f);
		}
	}
}
