// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Comparator;
import java.util.List;

/**
 * Measures how alike the noise of neighbouring pixels is, as far as 8 pixels apart, in
 * windows of 32 x 32 pixels: of each brightness in those with the least variance, which
 * show next to nothing but noise. What varies slowly, a quadratic surface, is taken from
 * each window, and what that takes from the noise is given back.
 */
final class FlatRegions {

	private static final int EDGE = 32;
	private static final int REACH = 8;
	private static final int WINDOWS_PER_BIN = 10;
	/** Share of the windows of one brightness that are looked at. */
	private static final double QUIET_SHARE = 0.1;
	/** Of more, a random sample is kept: 16 MB of pixels. */
	private static final int MAX_WINDOWS = 4096;
	/** Numbers of a quadratic surface: so many degrees of freedom it takes from a window. */
	private static final double SURFACE = 6;
	/** Only distances up to this one say how much the surface has taken: farther ones are too uncertain. */
	private static final int NEAR = 4;

	/** By order: constant, linear and quadratic along an axis, orthogonal over the pixels of a window. */
	private static final double[][] POLYNOMIALS = polynomials();

	private final Reservoir<Window> windows = new Reservoir<>(MAX_WINDOWS);
	private final boolean onlyVarying;

	/** @param onlyVarying whether windows of one value alone do not count */
	FlatRegions(final boolean onlyVarying) {
		this.onlyVarying = onlyVarying;
	}

	private static double[][] polynomials() {
		final double[][] polynomials = new double[3][EDGE];
		for (int i = 0; i < EDGE; i++) {
			final double x = i - (EDGE - 1) / 2.0;
			polynomials[0][i] = 1;
			polynomials[1][i] = x;
			// The mean of x^2 is (EDGE^2 - 1) / 12.
			polynomials[2][i] = x * x - (EDGE * EDGE - 1) / 12.0;
		}
		return polynomials;
	}

	/** @param values {@code width * height} finite values, rows first */
	void add(final float[] values, final int width, final int height) {
		for (int y = 0; y + EDGE <= height; y += EDGE) {
			for (int x = 0; x + EDGE <= width; x += EDGE) {
				final int start = y * width + x;
				windows.add(() -> new Window(values, start, width));
			}
		}
	}

	/** Whether there is anything to measure. */
	boolean isEmpty() {
		return windows.isEmpty();
	}

	/** @return what the windows show */
	Correlation correlation() {
		final double[][] sums = new double[REACH + 1][REACH + 1];
		final List<Window> sorted = windows.toList();
		if (onlyVarying) sorted.removeIf(window -> window.variance == 0);
		if (sorted.isEmpty()) return Correlation.NONE;
		sorted.sort(Comparator.comparingDouble(window -> window.mean));
		for (final List<Window> members : BrightnessBins.of(sorted, WINDOWS_PER_BIN)) {
			members.sort(Comparator.comparingDouble(window -> window.variance));
			final List<Window> quiet = members.subList(0, Math.max(1, (int) Math.ceil(QUIET_SHARE * members.size())));
			final double variance = quiet.stream().mapToDouble(window -> window.variance).average().orElse(0);
			// Every brightness has the same say, however strong its noise.
			if (variance > 0) quiet.forEach(window -> window.addProducts(sums, variance));
		}
		final double all = sums[0][0];
		if (all == 0) return Correlation.NONE;
		for (final double[] row : sums) {
			for (int dx = 0; dx <= REACH; dx++) {
				row[dx] /= all;
			}
		}
		return new Correlation(withSurface(sums));
	}

	/** The surface has taken about the same from all distances; how much, they say themselves. */
	private static double[][] withSurface(final double[][] seen) {
		double[][] whole = seen;
		for (int i = 0; i < 20; i++) {
			final double taken = Math.min(0.25, SURFACE * sum(whole) / (EDGE * EDGE));
			final double[][] next = new double[REACH + 1][REACH + 1];
			for (int dy = 0; dy <= REACH; dy++) {
				for (int dx = 0; dx <= REACH; dx++) {
					next[dy][dx] = seen[dy][dx] + taken * (1 - seen[dy][dx]);
				}
			}
			whole = next;
		}
		return whole;
	}

	/** The sum of the near correlations to all sides, as far as they are more than nothing. */
	private static double sum(final double[][] correlations) {
		double sum = 0;
		for (int dy = 0; dy <= NEAR; dy++) {
			for (int dx = 0; dx <= NEAR; dx++) {
				sum += Math.max(0, correlations[dy][dx]) * (dy == 0 ? 1 : 2) * (dx == 0 ? 1 : 2);
			}
		}
		return sum;
	}

	/** The pixels of a window without the quadratic surface through them. */
	private static final class Window {

		private final float[] residual = new float[EDGE * EDGE];
		private final double mean;
		private final double variance;

		private Window(final float[] values, final int start, final int stride) {
			double sum = 0;
			for (int i = 0; i < residual.length; i++) {
				residual[i] = values[start + i / EDGE * stride + i % EDGE];
				sum += residual[i];
			}
			mean = sum / residual.length;
			// They are orthogonal, so that one after the other can be taken.
			for (int order = 0; order <= 2; order++) {
				for (int inX = 0; inX <= order; inX++) {
					take(POLYNOMIALS[order - inX], POLYNOMIALS[inX]);
				}
			}
			double squares = 0;
			for (final float left : residual) {
				squares += left * left;
			}
			variance = squares / (residual.length - SURFACE);
		}

		/** Takes the product of a function of y and one of x, as much of it as there is. */
		private void take(final double[] ofY, final double[] ofX) {
			double products = 0;
			double squares = 0;
			for (int i = 0; i < residual.length; i++) {
				final double surface = ofY[i / EDGE] * ofX[i % EDGE];
				products += residual[i] * surface;
				squares += surface * surface;
			}
			for (int i = 0; i < residual.length; i++) {
				residual[i] -= (float) (products / squares * ofY[i / EDGE] * ofX[i % EDGE]);
			}
		}

		/** Adds the mean products of pixels by their distance in y, then in x, to both sides. */
		private void addProducts(final double[][] sums, final double unit) {
			for (int dy = 0; dy <= REACH; dy++) {
				for (int dx = 0; dx <= REACH; dx++) {
					double sum = 0;
					for (int y = 0; y + dy < EDGE; y++) {
						for (int x = 0; x + dx < EDGE; x++) {
							final int a = y * EDGE + x;
							final int b = a + dy * EDGE;
							sum += residual[a] * residual[b + dx] + residual[a + dx] * residual[b];
						}
					}
					sums[dy][dx] += sum / (2.0 * (EDGE - dy) * (EDGE - dx)) / unit;
				}
			}
		}
	}
}
