// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Random;

/** Gaussian noise of unit variance that is alike between neighbours as asked: white noise, filtered. Immutable. */
public final class NoiseTexture {

	/** Points of the spectrum along one axis that the filter is made from. */
	private static final int POINTS = 32;
	/** Of the filter, at most, in pixels. */
	private static final int MAX_RADIUS = 10;

	private final int radius;
	/** (2 radius + 1)^2 numbers whose squares have the sum 1, rows first. */
	private final float[] filter;

	NoiseTexture(final Correlation correlation) {
		// A root has a longer reach than its square.
		radius = Math.min(MAX_RADIUS, 2 * correlation.reach());
		filter = filter(correlation, radius);
	}

	/** @return width x height values, rows first, that have neither border nor seam */
	public float[] draw(final Random random, final int width, final int height) {
		final int edge = width + 2 * radius;
		final float[] white = new float[edge * (height + 2 * radius)];
		for (int i = 0; i < white.length; i++) {
			white[i] = (float) random.nextGaussian();
		}
		if (radius == 0) return white;
		final int taps = 2 * radius + 1;
		final float[] texture = new float[width * height];
		for (int y = 0; y < height; y++) {
			final int row = y * width;
			for (int k = 0; k < filter.length; k++) {
				final float weight = filter[k];
				final int from = (y + k / taps) * edge + k % taps;
				for (int x = 0; x < width; x++) {
					texture[row + x] += weight * white[from + x];
				}
			}
		}
		return texture;
	}

	/**
	 * The symmetric filter whose output has the wanted correlations: its transfer
	 * function is the root of the noise's power spectrum (Wiener and Khinchin).
	 * Correlations that no noise can have are replaced by the nearest that it can.
	 */
	private static float[] filter(final Correlation correlation, final int radius) {
		final int reach = Math.min(correlation.reach(), POINTS / 2 - 1);
		final double[][] values = new double[reach + 1][reach + 1];
		for (int dy = 0; dy <= reach; dy++) {
			for (int dx = 0; dx <= reach; dx++) {
				values[dy][dx] = correlation.at(dx, dy);
			}
		}
		final double[][] amplitude = cosines(values, POINTS);
		for (final double[] row : amplitude) {
			for (int f = 0; f < POINTS; f++) {
				row[f] = Math.sqrt(Math.max(0, row[f]));
			}
		}
		final int taps = 2 * radius + 1;
		final double[][] quadrant = back(amplitude, radius);
		double squares = 0;
		for (int k = 0; k < taps * taps; k++) {
			final double value = quadrant[Math.abs(k / taps - radius)][Math.abs(k % taps - radius)];
			squares += value * value;
		}
		final float[] filter = new float[taps * taps];
		for (int k = 0; k < filter.length; k++) {
			filter[k] = (float) (quadrant[Math.abs(k / taps - radius)][Math.abs(k % taps - radius)] / Math.sqrt(squares));
		}
		return filter;
	}

	/** @return the spectrum, {@code points} each way, of a function that is the same to both sides of both axes */
	private static double[][] cosines(final double[][] quadrant, final int points) {
		final double[][] spectrum = new double[points][points];
		for (int v = 0; v < points; v++) {
			for (int u = 0; u < points; u++) {
				for (int dy = 0; dy < quadrant.length; dy++) {
					for (int dx = 0; dx < quadrant.length; dx++) {
						spectrum[v][u] += quadrant[dy][dx] * (dy == 0 ? 1 : 2) * (dx == 0 ? 1 : 2) *
							Math.cos(2 * Math.PI * v * dy / points) * Math.cos(2 * Math.PI * u * dx / points);
					}
				}
			}
		}
		return spectrum;
	}

	/** The inverse of {@link #cosines}, up to a factor, for distances up to {@code radius}. */
	private static double[][] back(final double[][] spectrum, final int radius) {
		final int points = spectrum.length;
		final double[][] quadrant = new double[radius + 1][radius + 1];
		for (int dy = 0; dy <= radius; dy++) {
			for (int dx = 0; dx <= radius; dx++) {
				for (int v = 0; v < points; v++) {
					for (int u = 0; u < points; u++) {
						quadrant[dy][dx] += spectrum[v][u] * Math.cos(2 * Math.PI * v * dy / points) *
							Math.cos(2 * Math.PI * u * dx / points);
					}
				}
			}
		}
		return quadrant;
	}
}
