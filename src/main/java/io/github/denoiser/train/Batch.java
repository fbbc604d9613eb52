// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.Random;

import io.github.denoiser.engine.Tensor;
import io.github.denoiser.patch.PatchPair;
import io.github.denoiser.patch.PatchSource;

/** One batch of patches, filled again and again: its tensors are the same all the time, with other values. */
final class Batch {

	private final PatchSource source;
	private final int size;
	private final PatchPair pair;
	private final Tensor input;
	private final Tensor target;
	private final Tensor weight;
	private final float[] brightness;
	private final float[] check;

	/** @param size patches in it */
	Batch(final PatchSource source, final int size) {
		this.source = source;
		this.size = size;
		pair = new PatchPair(source.patchShape());
		input = tensor();
		target = tensor();
		weight = tensor();
		brightness = new float[input.values().length];
		check = new float[input.values().length];
	}

	private Tensor tensor() {
		final int[] shape = source.patchShape().tensor(size);
		return new Tensor(new float[Tensor.length(shape)], shape);
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
		for (int i = 0; i < size; i++) {
			source.next(random, pair);
			System.arraycopy(pair.input(), 0, input.values(), i * length, length);
			System.arraycopy(pair.weight(), 0, weight.values(), i * length, length);
			System.arraycopy(pair.brightness(), 0, brightness, i * length, length);
			System.arraycopy(pair.check(), 0, check, i * length, length);
			for (int k = 0; k < length; k++) {
				target.values()[i * length + k] = pair.target()[k] + balance.shift(pair.level()[k]);
			}
		}
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
