// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/**
 * Training steps of the standard network on 64 x 64 pixels, here and in TensorFlow 1.15
 * for Java, in turns, so that other work on the machine slows both alike. Arguments: patches
 * a batch (4), rounds (12), steps a round (10). Both start with the same weights and see
 * the same batch, so their losses must go down alike, at least at first.
 *
 * <pre>
 * mvn -P benchmark,tensorflow test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.TrainingSpeedBenchmark -Dexec.args="4 12 10"
 * </pre>
 */
public final class TrainingSpeedBenchmark {

	private static final int SIZE = 64;
	private static final double RATE = 1e-4;
	/** Steps of each round that are not timed: threads of the other engine may still spin. */
	private static final int UNTIMED = 2;

	private TrainingSpeedBenchmark() {}

	public static void main(final String[] arguments) {
		final int batch = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
		final int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12;
		final int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
		final NetworkSpec network = Architectures.standard(1);
		final Weights start = Weights.random(network, 1);
		final float[] input = random(batch, 2);
		final float[] target = random(batch, 3);
		final float[] weight = new float[input.length];
		Arrays.fill(weight, 1);
		final SameDiffEngine engine = new SameDiffEngine();
		final double[] ours = new double[rounds];
		final double[] theirs = new double[rounds];
		try (NetworkTrainer here = engine.trainer(network, start, Loss.MSE);
			TensorFlowTrainer there = new TensorFlowTrainer(network, start, RATE))
		{
			final IntToDoubleFunction stepHere = i -> {
				try (INDArray x = array(input, batch); INDArray y = array(target, batch); INDArray w = array(weight, batch)) {
					return here.step(x, y, w, RATE);
				}
			};
			final IntToDoubleFunction stepThere = i -> there.step(input, target, weight, batch, SIZE);
			System.out.printf(Locale.ROOT, "%s%n%s on %s, TensorFlow 1.15.0; batches of %d, %d rounds of %d steps%n", network,
				engine.version(), engine.device(), batch, rounds, steps);
			System.out.printf(Locale.ROOT, "Loss of the first step: %.6f and %.6f%n", stepHere.applyAsDouble(0),
				stepThere.applyAsDouble(0));
			for (int round = -1; round < rounds; round++) {
				final double a = patchesASecond(stepHere, batch, steps);
				final double b = patchesASecond(stepThere, batch, steps);
				if (round < 0) continue;
				ours[round] = a;
				theirs[round] = b;
			}
		}
		report("Denoiser", ours);
		report("TensorFlow", theirs);
		final double[] ratios = new double[rounds];
		Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
		Arrays.sort(ratios);
		System.out.printf(Locale.ROOT, "Denoiser / TensorFlow: %.2f (median of rounds; %.2f to %.2f)%n", ratios[rounds / 2],
			ratios[0], ratios[rounds - 1]);
	}

	private static double patchesASecond(final IntToDoubleFunction step, final int batch, final int steps) {
		for (int i = 0; i < UNTIMED; i++) {
			step.applyAsDouble(i);
		}
		final long start = System.nanoTime();
		for (int i = 0; i < steps; i++) {
			step.applyAsDouble(i);
		}
		return batch * steps / ((System.nanoTime() - start) / 1e9);
	}

	private static void report(final String name, final double[] speeds) {
		final double[] sorted = speeds.clone();
		Arrays.sort(sorted);
		System.out.printf(Locale.ROOT, "%-10s %6.1f patches a second (median; best %.1f, worst %.1f)%n", name,
			sorted[sorted.length / 2], sorted[sorted.length - 1], sorted[0]);
	}

	private static INDArray array(final float[] values, final int batch) {
		return Nd4j.create(values, new long[] { batch, 1, SIZE, SIZE }, 'c');
	}

	private static float[] random(final int batch, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[batch * SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return values;
	}
}
