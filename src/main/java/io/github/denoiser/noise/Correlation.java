// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

/**
 * How alike the noise of pixels is by how far apart they are: 1 for the same pixel, 0
 * far apart, the same to both sides of an axis. Immutable.
 */
public final class Correlation {

	/** White noise: every pixel has its own. */
	static final Correlation NONE = new Correlation(new double[][] { { 1 } });

	/** A correlation with the next pixel above this asks for other means than white noise. */
	private static final double NOTICEABLE = 0.25;

	/** By distance in y, then in x. */
	private final double[][] values;

	/** @param values by distance in y, then in x; all rows of the same length */
	Correlation(final double[][] values) {
		this.values = new double[values.length][];
		for (int dy = 0; dy < values.length; dy++) {
			this.values[dy] = values[dy].clone();
		}
	}

	/**
	 * The product of what is known along the axes.
	 *
	 * @param x with the next pixel in x, the one after that, and so on; may be empty
	 * @param y likewise in y
	 */
	static Correlation separable(final double[] x, final double[] y) {
		final double[][] values = new double[y.length + 1][x.length + 1];
		for (int dy = 0; dy <= y.length; dy++) {
			for (int dx = 0; dx <= x.length; dx++) {
				values[dy][dx] = (dy == 0 ? 1 : y[dy - 1]) * (dx == 0 ? 1 : x[dx - 1]);
			}
		}
		return new Correlation(values);
	}

	/** @param dx how far apart in x, 0 or more; {@code dy} in y */
	double at(final int dx, final int dy) {
		return dy < values.length && dx < values[dy].length ? values[dy][dx] : 0;
	}

	/** The farthest distance that is known, in pixels. */
	int reach() {
		return Math.max(values.length, values[0].length) - 1;
	}

	/** Whether neighbours share so much of their noise that they give it away. */
	boolean isNoticeable() {
		return Math.max(at(1, 0), at(0, 1)) > NOTICEABLE;
	}

	/**
	 * The share of the variance that the diagonal details of 2 x 2 pixels show, (a - b - c
	 * + d) / 2: all of it if the noise is white, less, the more alike neighbours are.
	 */
	double shareOfDetails() {
		return 1 - at(1, 0) - at(0, 1) + at(1, 1);
	}

	/** @return the correlations between this (share 0) and {@code other} (share 1) */
	Correlation towards(final Correlation other, final double share) {
		final int size = Math.max(reach(), other.reach()) + 1;
		final double[][] blend = new double[size][size];
		for (int dy = 0; dy < size; dy++) {
			for (int dx = 0; dx < size; dx++) {
				blend[dy][dx] = at(dx, dy) + share * (other.at(dx, dy) - at(dx, dy));
			}
		}
		return new Correlation(blend);
	}
}
