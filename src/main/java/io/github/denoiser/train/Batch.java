package io.github.denoiser.train;

import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.patch.PatchPair;
import io.github.denoiser.patch.PatchSource;

/** One batch in the engine's memory, filled again and again: N x C x H x W. */
final class Batch implements AutoCloseable {

	private final PatchSource source;
	private final int size;
	private final PatchPair pair;
	private INDArray input;
	private INDArray target;
	private INDArray weight;
	private double targetVariance;

	/** @param size patches in it */
	Batch(final PatchSource source, final int size) {
		this.source = source;
		this.size = size;
		pair = new PatchPair(source.patchShape());
	}

	/** Patches in it. */
	int size() {
		return size;
	}

	/** Draws all patches anew. */
	void fill(final Random random) {
		final int length = pair.input().length;
		final float[] inputs = new float[size * length];
		final float[] targets = new float[size * length];
		final float[] weights = new float[size * length];
		targetVariance = 0;
		for (int i = 0; i < size; i++) {
			source.next(random, pair);
			System.arraycopy(pair.input(), 0, inputs, i * length, length);
			System.arraycopy(pair.target(), 0, targets, i * length, length);
			System.arraycopy(pair.weight(), 0, weights, i * length, length);
			targetVariance += pair.targetVariance() / size;
		}
		close();
		final long[] shape = source.patchShape().tensor(size);
		input = Nd4j.create(inputs, shape, 'c');
		target = Nd4j.create(targets, shape, 'c');
		weight = Nd4j.create(weights, shape, 'c');
	}

	INDArray input() {
		return input;
	}

	INDArray target() {
		return target;
	}

	INDArray weight() {
		return weight;
	}

	/** How much of the mean squared error is the targets' own noise; NaN if nobody knows. */
	double targetVariance() {
		return targetVariance;
	}

	@Override
	public void close() {
		if (input == null) return;
		input.close();
		target.close();
		weight.close();
		input = null;
	}
}
