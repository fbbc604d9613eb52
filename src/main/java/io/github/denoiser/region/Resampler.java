// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import java.util.Arrays;

/**
 * Brings a plane of pixels to another size, each axis by itself. A pixel is a square;
 * the corners of both planes coincide, so the centre of pixel i of the new plane is
 * {@code (i + 0.5) * old / new - 0.5} of the old one, as in OpenCV.
 * <ul>
 * <li>Down: the mean over the area that a new pixel covers (OpenCV's INTER_AREA), so
 * that every old pixel counts and noise is averaged.</li>
 * <li>Up: cubic convolution (Keys 1981, a = -1/2), the edge pixels repeated beyond the
 * edges. It keeps constants and ramps; near edges it can overshoot by a few per
 * cent.</li>
 * </ul>
 */
public final class Resampler {

	private final Axis x;
	private final Axis y;

	/** All sizes are in pixels and at least 1. */
	public Resampler(final int width, final int height, final int newWidth, final int newHeight) {
		x = new Axis(width, newWidth);
		y = new Axis(height, newHeight);
	}

	/**
	 * @param pixels width x height finite values, row by row; left as they are
	 * @return new width x new height values, row by row
	 */
	public float[] resample(final float[] pixels) {
		final float[] rows = new float[Math.multiplyExact(x.newSize, y.size)];
		for (int row = 0; row < y.size; row++) {
			for (int i = 0; i < x.newSize; i++) {
				double sum = 0;
				for (int k = 0; k < x.weights[i].length; k++) {
					sum += x.weights[i][k] * pixels[row * x.size + x.index(i, k)];
				}
				rows[row * x.newSize + i] = (float) sum;
			}
		}
		final float[] resampled = new float[Math.multiplyExact(x.newSize, y.newSize)];
		final double[] sums = new double[x.newSize];
		for (int i = 0; i < y.newSize; i++) {
			Arrays.fill(sums, 0);
			for (int k = 0; k < y.weights[i].length; k++) {
				final int start = y.index(i, k) * x.newSize;
				for (int column = 0; column < x.newSize; column++) {
					sums[column] += y.weights[i][k] * rows[start + column];
				}
			}
			for (int column = 0; column < x.newSize; column++) {
				resampled[i * x.newSize + column] = (float) sums[column];
			}
		}
		return resampled;
	}

	/**
	 * @param pixels planes of width x height finite values that follow each other
	 * @param planes how many they are
	 * @return as many of the new size
	 */
	public float[] resample(final float[] pixels, final int planes) {
		if (planes == 1) return resample(pixels);
		final int length = x.size * y.size;
		final int newLength = x.newSize * y.newSize;
		final float[] resampled = new float[Math.multiplyExact(planes, newLength)];
		for (int i = 0; i < planes; i++) {
			System.arraycopy(resample(Arrays.copyOfRange(pixels, i * length, (i + 1) * length)), 0, resampled, i * newLength,
				newLength);
		}
		return resampled;
	}

	/** New pixel i is the sum of weights[i][k] times old pixel first[i] + k. */
	private static final class Axis {

		private final int size;
		private final int newSize;
		private final int[] first;
		private final double[][] weights;

		private Axis(final int size, final int newSize) {
			if (size < 1 || newSize < 1) throw new IllegalArgumentException("from " + size + " to " + newSize + " pixels");
			this.size = size;
			this.newSize = newSize;
			first = new int[newSize];
			weights = new double[newSize][];
			final double scale = (double) size / newSize;
			for (int i = 0; i < newSize; i++) {
				if (scale >= 1) average(i, scale);
				else interpolate(i, scale);
			}
		}

		private int index(final int i, final int k) {
			return Math.max(0, Math.min(size - 1, first[i] + k));
		}

		private void average(final int i, final double scale) {
			final double from = i * scale;
			final double to = Math.min(size, from + scale);
			first[i] = (int) from;
			weights[i] = new double[(int) Math.ceil(to) - first[i]];
			double sum = 0;
			for (int k = 0; k < weights[i].length; k++) {
				weights[i][k] = Math.max(0, Math.min(to, first[i] + k + 1) - Math.max(from, first[i] + k));
				sum += weights[i][k];
			}
			for (int k = 0; k < weights[i].length; k++) {
				weights[i][k] /= sum;
			}
		}

		private void interpolate(final int i, final double scale) {
			final double centre = (i + 0.5) * scale - 0.5;
			first[i] = (int) Math.floor(centre) - 1;
			weights[i] = new double[4];
			for (int k = 0; k < 4; k++) {
				weights[i][k] = cubic(Math.abs(first[i] + k - centre));
			}
		}

		/** Keys's kernel at a distance of up to 2 pixels. */
		private static double cubic(final double d) {
			if (d <= 1) return (1.5 * d - 2.5) * d * d + 1;
			return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
		}
	}
}
