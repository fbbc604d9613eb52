// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Arrays;
import java.util.Random;

import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.PhotonThinning;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.Plane;

/**
 * Learning from noisy images alone whose noise is that of photons: each pixel's photons
 * are split at random between the input and to the target. The two parts of a Poisson
 * number are independent Poisson numbers, so this teaches as much as a second
 * recording of the scene would (Monroy et al. 2025, "Generalized
 * Recorrupted-to-Recorrupted"; Neufeld et al. 2024 for thinning in general).
 */
public final class ThinnedPatchSource implements PatchSource {

	/** Range of the share of photons that go to the input. More: a noisier target. Fewer: a noisier input. */
	private static final double MIN_SHARE = 0.5;
	private static final double MAX_SHARE = 0.85;
	private static final double MEAN_WEIGHT = 1 - (MIN_SHARE + MAX_SHARE) / 2;

	private final PatchPicker picker;
	private final NoiseEstimate noise;
	private final PhotonThinning thinning;
	private final HalvedTarget halves;

	/**
	 * @param picker of noisy images
	 * @param noise as measured on them; its gain is above 0
	 */
	public ThinnedPatchSource(final PatchPicker picker, final NoiseEstimate noise) {
		this.picker = picker;
		this.noise = noise;
		thinning = noise.thinning();
		halves = new HalvedTarget(picker.patchShape(), noise.texture());
	}

	@Override
	public PatchShape patchShape() {
		return picker.patchShape();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.input());
		final double share = MIN_SHARE + (MAX_SHARE - MIN_SHARE) * random.nextDouble();
		// The noise of the target has 1 / (1 - share) times the variance: it counts for less where it is strong.
		final double weight = (1 - share) / MEAN_WEIGHT;
		Arrays.fill(pair.weight(), (float) weight);
		final PatchShape shape = patchShape();
		final Plane deviations = NoiseLevels
			.deviations(new Plane("", shape.channels(), shape.width(), shape.height(), pair.input()), noise);
		thinning.split(pair.input(), share, pair.input(), pair.target(), random);
		halves.split(pair, deviations.values(), 1 / Math.sqrt(1 - share), random);
	}
}
