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
	private float[] brightness;
	private float[] check;

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
		fill(random, new BrightnessBalance());
	}

	/** The same, with targets that are shifted as a balance asks for. */
	void fill(final Random random, final BrightnessBalance balance) {
		final int length = pair.input().length;
		final float[] inputs = new float[size * length];
		final float[] targets = new float[size * length];
		final float[] weights = new float[size * length];
		final float[] levels = new float[size * length];
		brightness = new float[size * length];
		check = new float[size * length];
		for (int i = 0; i < size; i++) {
			source.next(random, pair);
			System.arraycopy(pair.input(), 0, inputs, i * length, length);
			System.arraycopy(pair.target(), 0, targets, i * length, length);
			System.arraycopy(pair.weight(), 0, weights, i * length, length);
			System.arraycopy(pair.level(), 0, levels, i * length, length);
			System.arraycopy(pair.brightness(), 0, brightness, i * length, length);
			System.arraycopy(pair.check(), 0, check, i * length, length);
		}
		for (int i = 0; i < targets.length; i++) {
			targets[i] += balance.shift(levels[i]);
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

	/** Whether an error is that of the result. */
	boolean hasCleanTargets() {
		return source.hasCleanTargets();
	}

	/** Whether it is known how bright the targets are: see {@link PatchPair#brightness}. */
	boolean hasBrightness() {
		return !Float.isNaN(brightness[0]);
	}

	/** Tells a balance what a network makes of this batch. */
	void weigh(final INDArray output, final BrightnessBalance balance) {
		if (hasBrightness()) balance.add(output.dup('c').data().asFloat(), check, brightness);
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
