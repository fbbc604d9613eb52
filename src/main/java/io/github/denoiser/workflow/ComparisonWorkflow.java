// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.metrics.ImageComparison;
import io.github.denoiser.metrics.NoiseLevel;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

/**
 * Measures the slices of an image against those of a reference: MSE, PSNR, SSIM,
 * and the noise level of both. Needs no display and no network engine.
 */
public final class ComparisonWorkflow {

	private final double range;
	private final int planesPerSlice;

	/**
	 * @param range the data range L of PSNR and SSIM in grey levels, for example 255
	 * @param planesPerSlice how many planes are the colours of one slice: 3 for RGB,
	 *          otherwise 1; their MSE is pooled, SSIM and noise levels are averaged
	 * @throws DenoiserException unless the range is above 0
	 */
	public ComparisonWorkflow(final double range, final int planesPerSlice) {
		if (!(range > 0) || Double.isInfinite(range)) {
			throw new WrongValueException("range",
				"is " + range + "; the data range must be a number of grey levels above 0, for example 255 for 8-bit images.");
		}
		this.range = range;
		this.planesPerSlice = planesPerSlice;
	}

	/**
	 * @param reference as many planes as the image, or those of a single slice, which
	 *          every slice of the image is then compared with
	 * @param cancel asked before every plane
	 * @param progress told after every slice
	 * @return one result for each slice of the image
	 * @throws DenoiserException if the numbers of planes or their sizes do not match
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public <S extends RealType<S>, T extends RealType<T>> List<SliceComparison> run(final PlaneReader<S> image,
		final PlaneReader<T> reference, final CancelToken cancel, final ProgressListener progress)
	{
		final int slices = image.size() / planesPerSlice;
		final int references = reference.size() / planesPerSlice;
		if (references != 1 && references != slices) {
			throw new DenoiserException("The image has " + count(slices) + ", the reference " + count(references) +
				". Choose a reference of one slice or of as many slices as the image has.");
		}
		final List<SliceComparison> results = new ArrayList<>();
		for (int slice = 0; slice < slices; slice++) {
			results.add(compare(image, reference, slice, references == 1 ? 0 : slice, cancel));
			progress.progress(slice + 1, slices, "Compared " + (slice + 1) + " of " + count(slices));
		}
		return results;
	}

	private <S extends RealType<S>, T extends RealType<T>> SliceComparison compare(final PlaneReader<S> image,
		final PlaneReader<T> reference, final int slice, final int referenceSlice, final CancelToken cancel)
	{
		final List<ImageComparison> channels = new ArrayList<>();
		double noise = 0;
		double referenceNoise = 0;
		for (int channel = 0; channel < planesPerSlice; channel++) {
			cancel.throwIfCancelled();
			final RandomAccessibleInterval<S> a = image.plane(slice * planesPerSlice + channel);
			final RandomAccessibleInterval<T> b = reference.plane(referenceSlice * planesPerSlice + channel);
			channels.add(ImageComparison.of(a, b, range, cancel));
			cancel.throwIfCancelled();
			noise += NoiseLevel.estimate(a) / planesPerSlice;
			referenceNoise += NoiseLevel.estimate(b) / planesPerSlice;
		}
		return new SliceComparison(ImageComparison.ofChannels(channels), noise, referenceNoise);
	}

	private static String count(final int slices) {
		return slices + (slices == 1 ? " slice" : " slices");
	}
}
