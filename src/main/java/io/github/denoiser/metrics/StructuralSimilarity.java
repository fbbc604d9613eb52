// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.metrics;

import io.github.denoiser.progress.CancelToken;

/**
 * The structural similarity index of Wang, Bovik, Sheikh and Simoncelli, "Image
 * quality assessment: from error visibility to structural similarity", IEEE
 * Transactions on Image Processing 13 (2004), with the paper's numbers: a
 * Gaussian window of 11 x 11 pixels with sigma 1.5, K1 = 0.01, K2 = 0.03, and
 * only windows that lie within the image. Images narrower than a window get a
 * smaller window, of the largest odd size that fits.
 */
final class StructuralSimilarity {

	private static final int WINDOW = 11;
	private static final double SIGMA = 1.5;

	private StructuralSimilarity() {}

	/**
	 * @param a one image, row by row; may hold NaN
	 * @param b the other; NaN or infinite only where the first is NaN
	 * @param range the data range L in grey levels
	 * @return the mean over all windows without NaN, at most 1; NaN if there are none
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	static double mean(final double[] a, final double[] b, final int width, final double range,
		final CancelToken cancel)
	{
		final int height = a.length / width;
		final double[] kernelX = gaussian(width);
		final double[] kernelY = gaussian(height);
		final double[] meanA = smooth(a, width, kernelX, kernelY, cancel);
		final double[] meanB = smooth(b, width, kernelX, kernelY, cancel);
		final double[] squareA = smooth(product(a, a), width, kernelX, kernelY, cancel);
		final double[] squareB = smooth(product(b, b), width, kernelX, kernelY, cancel);
		final double[] mixed = smooth(product(a, b), width, kernelX, kernelY, cancel);
		final double c1 = Math.pow(0.01 * range, 2);
		final double c2 = Math.pow(0.03 * range, 2);
		double sum = 0;
		int count = 0;
		for (int i = 0; i < meanA.length; i++) {
			if (Double.isNaN(mixed[i])) continue;
			count++;
			final double ab = meanA[i] * meanB[i];
			final double aa = meanA[i] * meanA[i];
			final double bb = meanB[i] * meanB[i];
			sum += (2 * ab + c1) * (2 * (mixed[i] - ab) + c2) / ((aa + bb + c1) * (squareA[i] - aa + squareB[i] - bb + c2));
		}
		return sum / count;
	}

	private static double[] gaussian(final int extent) {
		final int size = Math.min(WINDOW, extent % 2 == 1 ? extent : extent - 1);
		final double[] kernel = new double[size];
		double sum = 0;
		for (int i = 0; i < size; i++) {
			final double d = i - size / 2;
			kernel[i] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
			sum += kernel[i];
		}
		for (int i = 0; i < size; i++) {
			kernel[i] /= sum;
		}
		return kernel;
	}

	private static double[] product(final double[] a, final double[] b) {
		final double[] product = new double[a.length];
		for (int i = 0; i < a.length; i++) {
			product[i] = a[i] * b[i];
		}
		return product;
	}

	/** Weighted means of all windows that lie within the image. */
	private static double[] smooth(final double[] image, final int width, final double[] kernelX, final double[] kernelY,
		final CancelToken cancel)
	{
		final int height = image.length / width;
		final int w = width - kernelX.length + 1;
		final int h = height - kernelY.length + 1;
		final double[] rows = new double[w * height];
		for (int y = 0; y < height; y++) {
			cancel.throwIfCancelled();
			for (int x = 0; x < w; x++) {
				double sum = 0;
				for (int k = 0; k < kernelX.length; k++) {
					sum += kernelX[k] * image[y * width + x + k];
				}
				rows[y * w + x] = sum;
			}
		}
		final double[] smooth = new double[w * h];
		for (int y = 0; y < h; y++) {
			for (int k = 0; k < kernelY.length; k++) {
				for (int x = 0; x < w; x++) {
					smooth[y * w + x] += kernelY[k] * rows[(y + k) * w + x];
				}
			}
		}
		return smooth;
	}
}
