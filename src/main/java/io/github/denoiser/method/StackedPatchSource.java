// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.Arrays;
import java.util.Random;

import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.patch.PatchPair;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.region.PatchShape;

/**
 * Patches as a first network leaves them, for a second one to learn on: stacked
 * denoising autoencoders (Vincent et al. 2010; Ghafar and Sattar 2021, section II).
 * Near the edges of a patch the first network sees less than it does in an image, so
 * these pixels do not count.
 */
public final class StackedPatchSource implements PatchSource {

	/** The most of a patch's edge that is left out on each side, as a share of it. */
	private static final int MARGIN_SHARE = 4;

	private final PatchSource source;
	private final UpstreamNetwork first;
	private final int margin;

	/**
	 * @param source of noisy patches and what they should become, of a size that the first
	 *          network can take whole
	 */
	public StackedPatchSource(final PatchSource source, final UpstreamNetwork first) {
		this.source = source;
		this.first = first;
		final ShapeRules rules = first.shapeRules();
		final PatchShape shape = source.patchShape();
		rules.requireFit(shape.width(), shape.height());
		margin = rules.isFixedSize() ? 0 : Math.min(rules.halo(), Math.min(shape.width(), shape.height()) / MARGIN_SHARE);
	}

	@Override
	public PatchShape patchShape() {
		return source.patchShape();
	}

	@Override
	public boolean hasCleanTargets() {
		return source.hasCleanTargets();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		source.next(random, pair);
		final PatchShape shape = patchShape();
		final int w = shape.width();
		final int h = shape.height();
		System.arraycopy(first.denoise(pair.input(), w, h), 0, pair.input(), 0, shape.length());
		// Their mean stays 1.
		final float weight = (float) shape.area() / ((w - 2 * margin) * (h - 2 * margin));
		Arrays.fill(pair.weight(), 0);
		for (int row = 0; row < shape.channels() * h; row++) {
			if (row % h >= margin && row % h < h - margin)
				Arrays.fill(pair.weight(), row * w + margin, (row + 1) * w - margin, weight);
		}
	}
}
