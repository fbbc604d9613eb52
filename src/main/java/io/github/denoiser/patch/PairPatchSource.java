// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Random;

import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.Plane;

/**
 * Pairs as they were recorded: noisy and clean (content-aware restoration,
 * Weigert et al. 2018), or noisy and noisy (Lehtinen et al. 2018, "Noise2Noise":
 * the mean of all plausible targets is the clean image, so noisy targets teach the
 * same in the long run).
 */
public final class PairPatchSource implements PatchSource {

	private final PatchPicker picker;
	/** Null if partners are clean. */
	private final NoiseEstimate noise;
	private final HalvedTarget halves;

	private PairPatchSource(final PatchPicker picker, final NoiseEstimate noise) {
		this.picker = picker;
		this.noise = noise;
		halves = noise == null ? null : new HalvedTarget(picker.patchShape(), noise.texture());
	}

	/** @param picker of noisy images with clean partners */
	public static PairPatchSource clean(final PatchPicker picker) {
		return new PairPatchSource(picker, null);
	}

	/**
	 * @param picker of images whose partners are as noisy, so that each may be the target of the other
	 * @param noise as measured on them
	 */
	public static PairPatchSource noisy(final PatchPicker picker, final NoiseEstimate noise) {
		return new PairPatchSource(picker, noise);
	}

	@Override
	public boolean hasCleanTargets() {
		return noise == null;
	}

	@Override
	public PatchShape patchShape() {
		return picker.patchShape();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		final boolean swap = !hasCleanTargets() && random.nextBoolean();
		picker.copyImage(swap ? pair.target() : pair.input());
		picker.copyPartner(swap ? pair.input() : pair.target());
		if (hasCleanTargets()) return;
		final PatchShape shape = patchShape();
		// The input's, so that the deviations do not depend on the target's noise.
		halves
			.split(
				pair, NoiseLevels
					.deviations(new Plane("", shape.channels(), shape.width(), shape.height(), pair.input()), noise).values(),
				1, random);
	}
}
