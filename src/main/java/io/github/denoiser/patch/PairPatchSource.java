package io.github.denoiser.patch;

import java.util.Random;

/**
 * Pairs as they were recorded: noisy and clean (content-aware restoration,
 * Weigert et al. 2018), or noisy and noisy (Lehtinen et al. 2018, "Noise2Noise":
 * the mean of all plausible targets is the clean image, so noisy targets teach the
 * same in the long run).
 */
public final class PairPatchSource implements PatchSource {

	private final PatchPicker picker;
	private final boolean bothWays;

	/**
	 * @param picker of images with partners
	 * @param bothWays whether image and partner are equally noisy, so that each may be
	 *          the target of the other
	 */
	public PairPatchSource(final PatchPicker picker, final boolean bothWays) {
		this.picker = picker;
		this.bothWays = bothWays;
	}

	@Override
	public PatchShape patchShape() {
		return picker.patchShape();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		final boolean swap = bothWays && random.nextBoolean();
		picker.copyImage(swap ? pair.target() : pair.input());
		pair.setTargetVariance(bothWays ? Double.NaN : 0);
		picker.copyPartner(swap ? pair.input() : pair.target());
	}
}
