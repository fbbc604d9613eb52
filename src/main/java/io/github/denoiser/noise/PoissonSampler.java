// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

/** Exact Poisson random numbers for any mean. */
final class PoissonSampler {

	private PoissonSampler() {}

	/** @return a Poisson random number; 0 if the mean is not positive */
	static double sample(final double mean, final Random random) {
		if (!(mean > 0)) return 0;
		return mean < 10 ? byMultiplication(mean, random) : byTransformedRejection(mean, random);
	}

	/** Knuth, The Art of Computer Programming 2, 3.4.1. */
	private static double byMultiplication(final double mean, final Random random) {
		final double limit = Math.exp(-mean);
		int count = 0;
		for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
			count++;
		}
		return count;
	}

	/**
	 * Algorithm PTRS of W. Hoermann, "The transformed rejection method for
	 * generating Poisson random variables", Insurance: Mathematics and Economics 12
	 * (1993); for means of 10 and above.
	 */
	private static double byTransformedRejection(final double mean, final Random random) {
		final double logMean = Math.log(mean);
		final double b = 0.931 + 2.53 * Math.sqrt(mean);
		final double a = -0.059 + 0.02483 * b;
		final double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
		final double vr = 0.9277 - 3.6224 / (b - 2);
		while (true) {
			final double u = random.nextDouble() - 0.5;
			final double v = random.nextDouble();
			final double us = 0.5 - Math.abs(u);
			final double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
			if (us >= 0.07 && v <= vr) return k;
			if (k < 0 || us < 0.013 && v > us) continue;
			if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) return k;
		}
	}

	/** Stirling's series; exact to 1e-9 from 10 on, and by summing below. */
	private static double logFactorial(final double k) {
		if (k < 10) {
			double sum = 0;
			for (int i = 2; i <= k; i++) {
				sum += Math.log(i);
			}
			return sum;
		}
		final double n = k + 1;
		final double r = 1 / (n * n);
		return (n - 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + (1.0 / 12 - r * (1.0 / 360 - r / 1260)) / n;
	}
}
