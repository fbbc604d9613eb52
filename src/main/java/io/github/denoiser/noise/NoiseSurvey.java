// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

/**
 * Looks at parts of an image, and says what is to be done about its noise. The thresholds were chosen on the FMD
 * set-ups and on Set12 with Gaussian and Poisson noise (docs/measurements.md, "Noise first").
 */
public final class NoiseSurvey {

	/** Fewer blocks of 16 x 16 pixels that are not constant tell nothing. */
	private static final int LEAST_BLOCKS = 16;
	/** Noise whose variance grows by less from the darkest to the brightest pixels passes for the same everywhere. */
	private static final double GROWS = 2;
	/** Standard deviations that are a smaller share of the range are no noise that needs a treatment. */
	private static final double LEAST_NOISE = 0.002;

	private final NoiseEstimator whole = NoiseEstimator.ofVaryingBlocks();
	private final NoiseEstimator half = NoiseEstimator.ofVaryingBlocks();

	/**
	 * Takes a part of the image into account.
	 *
	 * @param values {@code width * height} finite grey values, rows first, without outliers; left as they are
	 */
	public void add(final float[] values, final int width, final int height) {
		whole.add(values, width, height);
		half.add(halved(values, width, height), width / 2, height / 2);
	}

	/** @return means of 2 x 2 pixels; the last row or column is left out if it has no partner */
	private static float[] halved(final float[] values, final int width, final int height) {
		final int w = width / 2;
		final int h = height / 2;
		final float[] means = new float[w * h];
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < w; x++) {
				final int at = 2 * y * width + 2 * x;
				means[y * w + x] = (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4;
			}
		}
		return means;
	}

	/**
	 * @param low level of the darkest pixels, but for outliers
	 * @param high level of the brightest ones, above {@code low}
	 * @return what is to be done
	 */
	public NoiseTreatment treatment(final double low, final double high) {
		if (whole.blocks() < LEAST_BLOCKS)
			return NoiseTreatment.none("too little to measure the noise of; denoised as it is");
		final NoiseEstimate estimate = whole.estimate();
		final double middle = (low + high) / 2;
		if (Math.sqrt(estimate.variance(middle)) < LEAST_NOISE * (high - low)) {
			return NoiseTreatment.none("next to no noise; denoised as it is");
		}
		final boolean grows = estimate.isOfPhotons() && estimate.variance(high) > GROWS * estimate.variance(low);
		return NoiseTreatment.of(estimate, grows, factor(estimate), middle);
	}

	private int factor(final NoiseEstimate estimate) {
		if (!estimate.isCorrelated()) return 1;
		return half.blocks() >= LEAST_BLOCKS && half.estimate().isCorrelated() ? 4 : 2;
	}
}
