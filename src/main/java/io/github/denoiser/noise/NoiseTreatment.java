// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Locale;

/**
 * What is done about the noise of an image before a network sees it, so that it is as what the network was trained on:
 * white, and the same everywhere. Noise that grows with the signal goes through a variance-stabilising transform; where
 * neighbouring pixels share their noise, the image is made smaller, in all phases, and the results are averaged.
 * Immutable.
 */
public final class NoiseTreatment {

	/** The greatest {@link #factor()}. */
	public static final int LARGEST_FACTOR = 4;

	/** Nothing, without a word about it. */
	public static final NoiseTreatment NONE = new NoiseTreatment(null, 1, "");

	private final VarianceStabilizer stabilizer;
	private final int factor;
	private final String description;

	private NoiseTreatment(final VarianceStabilizer stabilizer, final int factor, final String description) {
		this.stabilizer = stabilizer;
		this.factor = factor;
		this.description = description;
	}

	/** @param reason why nothing is done, as a sentence without its full stop */
	static NoiseTreatment none(final String reason) {
		return new NoiseTreatment(null, 1, reason);
	}

	/**
	 * @param estimate of the noise
	 * @param grows whether it grows so much that it is to be made the same everywhere
	 * @param factor by which the image is made smaller: 1, 2 or 4
	 * @param level a middle one, for the description
	 */
	static NoiseTreatment of(final NoiseEstimate estimate, final boolean grows, final int factor, final double level) {
		final String kind = grows ? String.format(Locale.ROOT, "photon noise, %.3g grey levels a photon", estimate.gain())
			: String.format(Locale.ROOT, "noise of the same strength everywhere, standard deviation %.3g",
				Math.sqrt(estimate.variance(level)));
		final String neighbours = factor == 1 ? "neighbours independent"
			: "neighbours share it: denoised at 1/" + factor + " of the size";
		return new NoiseTreatment(grows ? new VarianceStabilizer(estimate.gain(), estimate.readVariance()) : null, factor,
			kind + "; " + neighbours);
	}

	/** Whether the network sees the image as it is. */
	public boolean isNothing() {
		return stabilizer == null && factor == 1;
	}

	/** @return the value that the network is to see, but for normalisation */
	public double stabilized(final double value) {
		return stabilizer == null ? value : stabilizer.stabilized(value);
	}

	/** @return the grey level of a denoised value of {@link #stabilized} ones */
	public double level(final double denoised) {
		return stabilizer == null ? denoised : stabilizer.level(denoised);
	}

	/** By what width and height are divided before the network: 1, 2 or 4. */
	public int factor() {
		return factor;
	}

	/**
	 * What was found, and what is done, for example "photon noise, 3.6 grey levels a photon; neighbours independent"; may
	 * be empty.
	 */
	@Override
	public String toString() {
		return description;
	}
}
