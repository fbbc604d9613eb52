// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

/**
 * Whether a network that learns from noisy targets keeps what is bright and rare. The least squared error is that of an
 * image whose bright places are too dark: what is rare weighs little, and where noise is strong the mean of all that it
 * may have been lies nearer to what is common. So the squared mean error of each brightness counts, too, and the more,
 * the rarer what is at least as bright (conditional bias-penalised estimation: Seo 2013, for kriging). Its gradient is
 * that of the squared error with targets that are shifted by the mean error, see {@link #shift}.
 * <p>
 * Brightness and error are measured against independent halves of the targets, see
 * {@link io.github.denoiser.patch.PatchPair#brightness}. Values are on the normalised scale.
 * </p>
 */
final class BrightnessBalance {

	/** Upper end of the first class; the others are a constant factor wide. */
	private static final double DARK = 0.02;
	private static final double RATIO = 1.3;
	private static final int CLASSES = 24;
	/** How many classes on each side help to tell the bias of one, each with half the weight of the one before. */
	private static final int NEIGHBOURS = 2;
	/**
	 * The penalty is this divided by the share of pixels that are as bright or brighter; measured, see
	 * docs/architecture.md.
	 */
	private static final double PENALTY = 0.02;
	private static final double MOST_PENALTY = 40;
	/** Targets are shifted by no more than this share of the brightness: of few pixels, the bias is not well known. */
	private static final double MOST_SHIFT = 0.3;
	/** Fewer pixels do not tell anything. */
	private static final double FEW = 50;

	private final double[] counts = new double[CLASSES];
	private final double[] errors = new double[CLASSES];
	private final double[] squares = new double[CLASSES];
	private final double[] light = new double[CLASSES];
	private final double[] shifts = new double[CLASSES];

	/**
	 * Takes pixels into account.
	 *
	 * @param output of the network
	 * @param check the half of the target that it is compared with
	 * @param brightness as the other half tells it; NaN where nobody knows
	 */
	void add(final float[] output, final float[] check, final float[] brightness) {
		for (int i = 0; i < output.length; i++) {
			if (Float.isNaN(brightness[i])) continue;
			final int k = classOf(brightness[i]);
			final double error = output[i] - check[i];
			counts[k]++;
			errors[k] += error;
			squares[k] += error * error;
			light[k] += check[i];
		}
		measure();
	}

	/** Makes all that was seen so far count for less than what comes. */
	void fade(final double share) {
		for (int k = 0; k < CLASSES; k++) {
			counts[k] *= share;
			errors[k] *= share;
			squares[k] *= share;
			light[k] *= share;
		}
	}

	/**
	 * @return how much a target of this level is to be raised, so that the network comes nearer to the right mean; 0 for
	 *   NaN
	 */
	float shift(final float level) {
		return Float.isNaN(level) ? 0 : (float) (shifts[classOf(level)] * level);
	}

	/** @return what the bias of all classes adds to the mean squared error; 0 if nothing is known */
	double penalty() {
		double sum = 0;
		final double[] penalties = penalties();
		final double total = total();
		for (int k = 0; k < CLASSES; k++) {
			if (counts[k] < FEW) continue;
			final double mean = errors[k] / counts[k];
			// The mean of so many pixels is off by chance, too.
			final double chance = (squares[k] / counts[k] - mean * mean) / counts[k];
			sum += penalties[k] * counts[k] / total * (mean * mean - chance);
		}
		return Math.max(0, sum);
	}

	private static int classOf(final double brightness) {
		if (!(brightness >= DARK)) return 0;
		return (int) Math.min(CLASSES - 1, 1 + Math.log(brightness / DARK) / Math.log(RATIO));
	}

	private void measure() {
		final double[] penalties = penalties();
		for (int k = 0; k < CLASSES; k++) {
			double error = 0;
			double level = 0;
			double count = 0;
			for (int other = Math.max(1, k - NEIGHBOURS); other <= Math.min(CLASSES - 1, k + NEIGHBOURS); other++) {
				final double weight = Math.pow(0.5, Math.abs(other - k));
				error += weight * errors[other];
				level += weight * light[other];
				count += weight * counts[other];
			}
			final double bias = count < FEW || level <= 0 ? 0 : penalties[k] * error / level;
			shifts[k] = -Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, bias));
		}
	}

	private double[] penalties() {
		final double[] penalties = new double[CLASSES];
		final double total = total();
		double asBright = 0;
		for (int k = CLASSES - 1; k >= 0; k--) {
			asBright += counts[k];
			penalties[k] = Math.min(MOST_PENALTY, PENALTY * total / (asBright + FEW));
		}
		return penalties;
	}

	private double total() {
		double total = 0;
		for (final double count : counts) {
			total += count;
		}
		return total;
	}
}
