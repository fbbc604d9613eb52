// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.util.List;
import java.util.Locale;

import ij.ImagePlus;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.job.StackComparison;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.SliceComparison;

/** Mean PSNR and SSIM of an image's slices against those of a reference. */
final class Quality {

	private final double psnr;
	private final double ssim;

	private Quality(final double psnr, final double ssim) {
		this.psnr = psnr;
		this.ssim = ssim;
	}

	/** @throws DenoiserException if the images differ in size, number of slices or colour */
	static Quality of(final ImagePlus image, final ImagePlus reference) {
		final StackComparison comparison = StackComparison.of(image, reference, 0, new CancelToken(),
			ProgressListener.NONE);
		return new Quality(comparison.mean(SliceComparison::psnr), comparison.mean(SliceComparison::ssim));
	}

	static Quality mean(final List<Quality> all) {
		return new Quality(all.stream().mapToDouble(q -> q.psnr).average().orElse(Double.NaN),
			all.stream().mapToDouble(q -> q.ssim).average().orElse(Double.NaN));
	}

	double psnr() {
		return psnr;
	}

	double ssim() {
		return ssim;
	}

	/** For example {@code PSNR 29.97 dB, SSIM 0.851}. */
	@Override
	public String toString() {
		return String.format(Locale.ROOT, "PSNR %.2f dB, SSIM %.4f", psnr, ssim);
	}
}
