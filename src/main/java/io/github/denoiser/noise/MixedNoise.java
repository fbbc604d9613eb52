// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Each patch gets one of several kinds of noise, all equally likely. */
public final class MixedNoise implements NoiseModel {

	private final List<NoiseModel> kinds;

	/** @param kinds at least one */
	public MixedNoise(final List<NoiseModel> kinds) {
		if (kinds.isEmpty()) throw new IllegalArgumentException("no noise to mix");
		this.kinds = List.copyOf(kinds);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		kinds.get(random.nextInt(kinds.size())).apply(clean, noisy, width, height, random);
	}

	@Override
	public String description() {
		return kinds.stream().map(NoiseModel::description).collect(Collectors.joining("; or "));
	}
}
