// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.network.Weights;

class SameDiffTrainerTest {

	private static final NetworkSpec NETWORK = Architectures.unet(1, 4, 1, 1, 1);

	@ParameterizedTest
	@EnumSource(Loss.class)
	void stepsMakeTheLossSmaller(final Loss loss) {
		final Tensor input = random(2, 1);
		final Tensor target = random(2, 2);
		try (NetworkTrainer trainer = trainer(loss)) {
			final double before = trainer.step(input, target, 0.005);
			double after = before;
			for (int i = 0; i < 60; i++) {
				after = trainer.step(input, target, 0.005);
			}
			assertTrue(after < 0.7 * before, before + " to " + after);
		}
	}

	@Test
	void theLossIsTheMeanOverAllPixels() {
		final Tensor input = random(2, 1);
		final Tensor target = random(2, 2);
		try (NetworkTrainer trainer = trainer(Loss.MSE)) {
			final double expected = meanSquare(trainer.run(input), target);
			assertEquals(expected, trainer.step(input, target, 0.001), 1e-4 * expected);
		}
	}

	@Test
	void theFirstStepGoesAgainstTheGradient() {
		// Adam's first step is the learning rate times the gradient's sign: it is checked by finite differences.
		final Tensor input = random(1, 1);
		final Tensor target = random(1, 2);
		final Weights start = TestNetworks.weights(NETWORK, 3);
		final Weights after;
		try (NetworkTrainer trainer = new SameDiffEngine().trainer(NETWORK, start, Loss.MSE)) {
			trainer.step(input, target, 1e-4);
			after = trainer.weights();
		}
		int checked = 0;
		for (final String name : start.tensors().keySet()) {
			final double slope = slope(start, name, 0, input, target);
			if (Math.abs(slope) < 0.01) continue;
			final double change = after.get(name)[0] - start.get(name)[0];
			assertEquals(-1e-4 * Math.signum(slope), change, 2e-6, name);
			checked++;
		}
		assertTrue(checked >= 5, "only " + checked + " weights were steep enough to check");
	}

	private static double slope(final Weights weights, final String name, final int index, final Tensor input,
		final Tensor target)
	{
		final float h = 1e-2f;
		return (loss(moved(weights, name, index, h), input, target) -
			loss(moved(weights, name, index, -h), input, target)) / (2 * h);
	}

	private static Weights moved(final Weights weights, final String name, final int index, final float by) {
		final Map<String, float[]> tensors = new HashMap<>(weights.tensors());
		final float[] values = tensors.get(name).clone();
		values[index] += by;
		tensors.put(name, values);
		return Weights.of(NETWORK, tensors);
	}

	private static double loss(final Weights weights, final Tensor input, final Tensor target) {
		try (NetworkRunner runner = new SameDiffEngine().runner(NETWORK, weights)) {
			return meanSquare(runner.run(input), target);
		}
	}

	@Test
	void onlyPixelsWithWeightCount() {
		final Tensor input = random(1, 1);
		final Tensor target = random(1, 2);
		final Tensor weight = new Tensor(new float[target.values().length], target.shape());
		final int place = 5 * 16 + 6;
		weight.values()[place] = 4;
		try (NetworkTrainer trainer = trainer(Loss.MSE)) {
			final double error = trainer.run(input).values()[place] - target.values()[place];
			assertEquals(4 * error * error / target.values().length, trainer.step(input, target, weight, 0.001), 1e-6);
		}
	}

	@Test
	void theAverageFollowsTheWeights() {
		final Tensor input = random(2, 1);
		final Tensor target = random(2, 2);
		try (NetworkTrainer plain = trainer(Loss.MSE); NetworkTrainer averaging = averaging(0.5)) {
			final Map<String, float[]> expected = new HashMap<>();
			averaging.weights().tensors().forEach((name, values) -> expected.put(name, values.clone()));
			for (int step = 0; step < 12; step++) {
				plain.step(input, target, 0.005);
				averaging.step(input, target, 0.005);
				final double past = Math.min(0.5, (1.0 + step) / (10 + step));
				plain.weights().tensors().forEach((name, values) -> {
					final float[] average = expected.get(name);
					for (int i = 0; i < average.length; i++) {
						average[i] = (float) (past * average[i] + (1 - past) * values[i]);
					}
				});
			}
			expected.forEach((name, values) -> assertArrayEquals(values, averaging.weights().get(name), 1e-6f, name));
			// What predicts is the average too.
			try (NetworkRunner runner = new SameDiffEngine().runner(NETWORK, averaging.weights())) {
				assertArrayEquals(runner.run(input).values(), averaging.run(input).values(), 1e-6f);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.9 })
	void aRestoredTrainingGoesOnAsBefore(final double average) {
		final Tensor input = random(2, 1);
		final Tensor target = random(2, 2);
		try (NetworkTrainer trainer = averaging(average); NetworkTrainer other = averaging(average)) {
			for (int i = 0; i < 5; i++) {
				trainer.step(input, target, 0.005);
			}
			final TrainerState state = trainer.state();
			for (int i = 0; i < 5; i++) {
				trainer.step(input, target, 0.005);
			}
			final Weights expected = trainer.weights();
			other.restore(state);
			for (int i = 0; i < 5; i++) {
				other.step(input, target, 0.005);
			}
			expected.tensors().forEach((name, values) -> assertArrayEquals(values, other.weights().get(name), name));
		}
	}

	@Test
	void weightsComeBackAsTheyWereGiven() {
		final Weights weights = TestNetworks.weights(NETWORK, 9);
		try (NetworkTrainer trainer = new SameDiffEngine().trainer(NETWORK, weights, Loss.MSE)) {
			final Weights back = trainer.weights();
			weights.tensors().forEach((name, values) -> assertArrayEquals(values, back.get(name), name));
		}
	}

	@Test
	void trainerAndRunnerAgree() {
		final Weights weights = TestNetworks.weights(NETWORK, 9);
		final Tensor input = random(3, 4);
		try (NetworkTrainer trainer = new SameDiffEngine().trainer(NETWORK, weights, Loss.MSE);
			NetworkRunner runner = new SameDiffEngine().runner(NETWORK, weights))
		{
			assertArrayEquals(runner.run(input).values(), trainer.run(input).values(), 1e-6f);
		}
	}

	@Test
	void aLossThatIsNoNumberLeavesTheWeightsAlone() {
		final Weights weights = TestNetworks.weights(NETWORK, 9);
		final Tensor input = random(1, 4);
		input.values()[5] = Float.NaN;
		try (NetworkTrainer trainer = new SameDiffEngine().trainer(NETWORK, weights, Loss.MSE)) {
			assertTrue(Double.isNaN(trainer.step(input, random(1, 5), 0.01)));
			assertArrayEquals(weights.get("head.weight"), trainer.weights().get("head.weight"));
		}
	}

	@Test
	void changingShapesBetweenRunsIsFine() {
		try (NetworkRunner runner = new SameDiffEngine().runner(NETWORK, TestNetworks.weights(NETWORK, 9))) {
			for (final int size : new int[] { 8, 32, 8, 64, 2 }) {
				final Tensor input = new Tensor(new float[2 * size * size], 1, 1, size, 2 * size);
				assertArrayEquals(input.shape(), runner.run(input).shape());
			}
		}
	}

	private static NetworkTrainer trainer(final Loss loss) {
		return new SameDiffEngine().trainer(NETWORK, Weights.random(NETWORK, 1), loss);
	}

	private static NetworkTrainer averaging(final double decay) {
		return new SameDiffEngine().trainer(NETWORK, Weights.random(NETWORK, 1), Loss.MSE, decay);
	}

	@Test
	void onceClosedItIsRefusedAndNoCrash() {
		final Tensor input = random(2, 1);
		final NetworkTrainer trainer = trainer(Loss.MSE);
		trainer.step(input, random(2, 2), 0.001);
		final TrainerState state = trainer.state();
		trainer.close();
		trainer.close();
		assertThrows(IllegalStateException.class, () -> trainer.step(input, random(2, 2), 0.001));
		assertThrows(IllegalStateException.class, () -> trainer.run(input));
		assertThrows(IllegalStateException.class, trainer::weights);
		assertThrows(IllegalStateException.class, trainer::state);
		assertThrows(IllegalStateException.class, () -> trainer.restore(state));
	}

	@Test
	void closingATrainingLeavesOthersOfTheSameWeightsAlone() {
		final Weights weights = Weights.random(NETWORK, 1);
		final Tensor input = random(1, 1);
		try (NetworkRunner kept = new SameDiffEngine().runner(NETWORK, weights)) {
			final Tensor expected = kept.run(input);
			new SameDiffEngine().trainer(NETWORK, weights, Loss.MSE, 0.9).close();
			final NetworkRunner closed = new SameDiffEngine().runner(NETWORK, weights);
			closed.close();
			assertThrows(IllegalStateException.class, () -> closed.run(input));
			assertArrayEquals(expected.values(), kept.run(input).values());
		}
	}

	private static double meanSquare(final Tensor output, final Tensor target) {
		double sum = 0;
		for (int i = 0; i < output.values().length; i++) {
			sum += Math.pow(output.values()[i] - target.values()[i], 2);
		}
		return sum / output.values().length;
	}

	private static Tensor random(final int batch, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[batch * 16 * 16];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return new Tensor(values, batch, 1, 16, 16);
	}
}
