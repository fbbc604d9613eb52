package io.github.denoiser.noise;

import java.util.Random;

/**
 * Gaussian noise of unit variance with given correlations between neighbours:
 * white noise, filtered along x and along y. Immutable.
 */
public final class NoiseTexture {

	/** Points of the spectrum that a filter is made from. */
	private static final int POINTS = 64;

	private final double[] filterX;
	private final double[] filterY;

	/**
	 * @param correlationX with the next pixel in x, the one after that, and so on;
	 *          empty for none
	 * @param correlationY likewise in y
	 */
	NoiseTexture(final double[] correlationX, final double[] correlationY) {
		filterX = filter(correlationX);
		filterY = filter(correlationY);
	}

	/** @return a square of edge {@code size}, rows first, that has neither border nor seam */
	public float[] draw(final Random random, final int size) {
		final int rx = filterX.length / 2;
		final int ry = filterY.length / 2;
		final int w = size + 2 * rx;
		final int h = size + 2 * ry;
		final float[] white = new float[w * h];
		for (int i = 0; i < white.length; i++) {
			white[i] = (float) random.nextGaussian();
		}
		if (rx == 0 && ry == 0) return white;
		final float[] rows = new float[size * h];
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < size; x++) {
				double sum = 0;
				for (int k = 0; k < filterX.length; k++) {
					sum += filterX[k] * white[y * w + x + k];
				}
				rows[y * size + x] = (float) sum;
			}
		}
		final float[] texture = new float[size * size];
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				double sum = 0;
				for (int k = 0; k < filterY.length; k++) {
					sum += filterY[k] * rows[(y + k) * size + x];
				}
				texture[y * size + x] = (float) sum;
			}
		}
		return texture;
	}

	/**
	 * The symmetric filter whose output has the wanted correlations: its transfer
	 * function is the root of the noise's power spectrum (Wiener and Khinchin).
	 * Correlations that no noise can have are replaced by the nearest that it can.
	 */
	private static double[] filter(final double[] correlation) {
		final int reach = correlation.length;
		if (reach == 0) return new double[] { 1 };
		final double[] amplitude = new double[POINTS];
		for (int f = 0; f < POINTS; f++) {
			double power = 1;
			for (int d = 1; d <= reach; d++) {
				power += 2 * correlation[d - 1] * Math.cos(2 * Math.PI * f * d / POINTS);
			}
			amplitude[f] = Math.sqrt(Math.max(0, power));
		}
		// A root has a longer reach than its square.
		final int radius = Math.min(POINTS / 2 - 1, 2 * reach);
		final double[] filter = new double[2 * radius + 1];
		double squares = 0;
		for (int k = -radius; k <= radius; k++) {
			double sum = 0;
			for (int f = 0; f < POINTS; f++) {
				sum += amplitude[f] * Math.cos(2 * Math.PI * f * k / POINTS);
			}
			filter[k + radius] = sum / POINTS;
			squares += filter[k + radius] * filter[k + radius];
		}
		for (int k = 0; k < filter.length; k++) {
			filter[k] /= Math.sqrt(squares);
		}
		return filter;
	}
}
