// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.util.Arrays;

/** Which values are shown as black and as white. Immutable. */
final class DisplayRange {

	/** Share of the values that may be darker than black, and of those that may be brighter than white. */
	private static final double CLIPPED = 0.002;
	/** Edge of the blocks whose means say what there is to see below the noise. */
	private static final int BLOCK = 4;
	/** Space on both sides of the means, as a share of their range: small things are brighter than their block. */
	private static final double MARGIN = 0.15;

	private final float black;
	private final float white;

	private DisplayRange(final float black, final float white) {
		this.black = black;
		this.white = white;
	}

	/**
	 * @param noisy values of the noisy image, rows first
	 * @param width of the image
	 * @param clean those of the clean one, which say best what there is to see; null if
	 *          there is none
	 */
	static DisplayRange of(final float[] noisy, final int width, final float[] clean) {
		if (clean != null) return of(clean);
		final DisplayRange means = of(blockMeans(noisy, width));
		final float margin = (float) MARGIN * (means.white - means.black);
		return new DisplayRange(means.black - margin, means.white + margin);
	}

	/** @return means of squares; what is left over at the right and below does not count, if it can be */
	private static float[] blockMeans(final float[] values, final int width) {
		final int height = values.length / width;
		if (width < BLOCK || height < BLOCK) return values;
		final int columns = width / BLOCK;
		final float[] means = new float[columns * (height / BLOCK)];
		for (int i = 0; i < means.length; i++) {
			float sum = 0;
			for (int j = 0; j < BLOCK * BLOCK; j++) {
				sum += values[(i / columns * BLOCK + j / BLOCK) * width + i % columns * BLOCK + j % BLOCK];
			}
			means[i] = sum / (BLOCK * BLOCK);
		}
		return means;
	}

	private static DisplayRange of(final float[] values) {
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		// NaN sorts to the end.
		int count = sorted.length;
		while (count > 0 && Float.isNaN(sorted[count - 1])) {
			count--;
		}
		if (count == 0) return new DisplayRange(0, 1);
		final float black = sorted[(int) (CLIPPED * (count - 1))];
		final float white = sorted[(int) Math.round((1 - CLIPPED) * (count - 1))];
		return Float.isFinite(white - black) && white > black ? new DisplayRange(black, white)
			: new DisplayRange(black - 0.5f, black + 0.5f);
	}

	float black() {
		return black;
	}

	float white() {
		return white;
	}

	/** @return grey levels from 0 for black to 255 for white; NaN is black */
	byte[] toGrey(final float[] values) {
		final byte[] grey = new byte[values.length];
		final float scale = 255 / (white - black);
		for (int i = 0; i < grey.length; i++) {
			grey[i] = (byte) Math.max(0, Math.min(255, Math.round((values[i] - black) * scale)));
		}
		return grey;
	}
}
