// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingPreview;

/** What the network made of the crop after one epoch, in 8 bits for the screen. Immutable. */
final class PreviewShot {

	private final int epoch;
	private final byte[] grey;
	private final double psnr;

	/** @param psnr compared with the clean crop; NaN if there is none */
	PreviewShot(final int epoch, final byte[] grey, final double psnr) {
		this.epoch = epoch;
		this.grey = grey;
		this.psnr = psnr;
	}

	static PreviewShot of(final EpochRecord epoch, final TrainingPreview preview, final DisplayRange range) {
		return new PreviewShot(epoch.epoch(), range.toGrey(preview.denoised()), psnr(preview.denoised(), preview.clean()));
	}

	/** @return peak signal-to-noise ratio in dB for a data range of 1; NaN if there is no reference */
	static double psnr(final float[] values, final float[] reference) {
		if (reference == null) return Double.NaN;
		double sum = 0;
		for (int i = 0; i < values.length; i++) {
			final double difference = values[i] - reference[i];
			sum += difference * difference;
		}
		return 10 * Math.log10(values.length / sum);
	}

	int epoch() {
		return epoch;
	}

	/** Channel by channel, rows first, 0 for black. */
	byte[] grey() {
		return grey;
	}

	/** In dB; NaN if there is nothing to compare with. */
	double psnr() {
		return psnr;
	}
}
