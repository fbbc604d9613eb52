package io.github.denoiser.patch;

import java.util.Random;

import io.github.denoiser.noise.NoiseModel;

/**
 * Pairs from clean images, the two papers' way: a patch is the target, and the
 * same patch with fresh noise is the input.
 */
public final class CleanPatchSource implements PatchSource {

	private final PatchPicker picker;
	private final NoiseModel noise;

	/** @param images clean ones */
	public CleanPatchSource(final ImageWindow<Sample> images, final NoiseModel noise) {
		picker = new PatchPicker(images);
		this.noise = noise;
	}

	@Override
	public int patchSize() {
		return picker.patchSize();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.target());
		noise.apply(pair.target(), pair.input(), random);
	}
}
