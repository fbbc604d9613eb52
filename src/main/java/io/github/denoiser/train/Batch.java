package io.github.denoiser.train;

import java.util.Random;

import io.github.denoiser.engine.Tensor;
import io.github.denoiser.patch.PatchPair;
import io.github.denoiser.patch.PatchSource;

/** One batch of patches, filled again and again. */
final class Batch {

	private final PatchSource source;
	private final int size;
	private final PatchPair pair;
	private Tensor input;
	private Tensor target;
	private Tensor weight;
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
		final int[] shape = source.patchShape().tensor(size);
		input = new Tensor(inputs, shape);
		target = new Tensor(targets, shape);
		weight = new Tensor(weights, shape);
	}

	Tensor input() {
		return input;
	}

	Tensor target() {
		return target;
	}

	Tensor weight() {
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
	void weigh(final Tensor output, final BrightnessBalance balance) {
		if (hasBrightness()) balance.add(output.values(), check, brightness);
	}
}
