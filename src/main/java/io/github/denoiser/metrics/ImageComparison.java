// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.metrics;

import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;

/**
 * How far an image is from a reference: mean squared error, peak signal-to-noise
 * ratio and structural similarity of two 2-D images. Immutable.
 */
public final class ImageComparison {

	private final double mse;
	private final double psnr;
	private final double ssim;
	private final double range;

	private ImageComparison(final double mse, final double ssim, final double range) {
		this.mse = mse;
		this.ssim = ssim;
		this.range = range;
		psnr = 10 * Math.log10(range * range / mse);
	}

	/**
	 * Compares two planes of the same size. A pixel that is NaN or infinite in one of
	 * them does not count, nor do the windows of SSIM that hold it; without any other
	 * pixel all results are NaN.
	 *
	 * @param image 2-D, any size
	 * @param reference 2-D, of the same size
	 * @param range the data range L of PSNR and SSIM in grey levels, for example 255;
	 *          above 0
	 * @throws DenoiserException if the sizes differ
	 */
	public static ImageComparison of(final RandomAccessibleInterval<? extends RealType<?>> image,
		final RandomAccessibleInterval<? extends RealType<?>> reference, final double range)
	{
		return of(image, reference, range, new CancelToken());
	}

	/**
	 * As {@link #of(RandomAccessibleInterval, RandomAccessibleInterval, double)}.
	 *
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static ImageComparison of(final RandomAccessibleInterval<? extends RealType<?>> image,
		final RandomAccessibleInterval<? extends RealType<?>> reference, final double range, final CancelToken cancel)
	{
		if (!Intervals.equalDimensions(image, reference)) {
			throw new DenoiserException("The images differ in size: " + size(image) + " and " + size(reference) +
				". Only images of the same size can be compared.");
		}
		final int width = (int) image.dimension(0);
		final double[] a = values(image);
		final double[] b = values(reference);
		double sum = 0;
		int count = 0;
		for (int i = 0; i < a.length; i++) {
			final double difference = a[i] - b[i];
			if (Double.isFinite(difference)) {
				sum += difference * difference;
				count++;
			}
			else a[i] = Double.NaN;
		}
		return new ImageComparison(sum / count, StructuralSimilarity.mean(a, b, width, range, cancel), range);
	}

	/**
	 * @param channels the channels of one colour image, compared with the same range
	 * @return the comparison of the colours together: mean MSE, PSNR of that, mean SSIM
	 */
	public static ImageComparison ofChannels(final List<ImageComparison> channels) {
		return new ImageComparison(channels.stream().mapToDouble(ImageComparison::mse).average().orElse(Double.NaN),
			channels.stream().mapToDouble(ImageComparison::ssim).average().orElse(Double.NaN), channels.get(0).range);
	}

	/** Mean squared error in squared grey levels. */
	public double mse() {
		return mse;
	}

	/** {@code 10 log10(range^2 / MSE)} in dB; infinite for equal images. */
	public double psnr() {
		return psnr;
	}

	/** Mean structural similarity, at most 1; see {@link StructuralSimilarity}. */
	public double ssim() {
		return ssim;
	}

	private static String size(final RandomAccessibleInterval<?> image) {
		return image.dimension(0) + " x " + image.dimension(1);
	}

	private static <T extends RealType<?>> double[] values(final RandomAccessibleInterval<T> image) {
		final double[] values = new double[Math.toIntExact(Intervals.numElements(image))];
		final Cursor<T> cursor = Views.flatIterable(image).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealDouble();
		}
		return values;
	}
}
