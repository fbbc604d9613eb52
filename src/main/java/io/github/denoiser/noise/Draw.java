package io.github.denoiser.noise;

import java.util.Random;

/** The strength of a patch's noise, drawn from a range. */
final class Draw {

	private Draw() {}

	/** @return a number from min to max, all equally likely; takes one random number even if they are equal */
	static double evenly(final double min, final double max, final Random random) {
		return min + random.nextDouble() * (max - min);
	}

	/** @return a number from min to max, its logarithm evenly distributed; takes one random number */
	static double logarithmically(final double min, final double max, final Random random) {
		return min * Math.pow(max / min, random.nextDouble());
	}

	/** @return the format with {@code 5} or {@code 5 to 50} in place of its {@code %s} */
	static String text(final String format, final double min, final double max) {
		return String.format(format, min == max ? String.format("%.4g", min) : String.format("%.4g to %.4g", min, max));
	}
}
