package io.github.denoiser.ui;

import java.util.Arrays;

/** Which values are shown as black and as white. Immutable. */
final class DisplayRange {

	/** Shares of the values that may be darker than black, and brighter than white. */
	private static final double CLIPPED = 0.002;
	private static final double CLIPPED_OF_NOISE = 0.01;

	private final float black;
	private final float white;

	private DisplayRange(final float black, final float white) {
		this.black = black;
		this.white = white;
	}

	/**
	 * @param noisy values of the noisy image
	 * @param clean those of the clean one, which say best what there is to see; null if
	 *          there is none
	 */
	static DisplayRange of(final float[] noisy, final float[] clean) {
		return clean == null ? of(noisy, CLIPPED_OF_NOISE) : of(clean, CLIPPED);
	}

	private static DisplayRange of(final float[] values, final double clipped) {
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		// NaN sorts to the end.
		int count = sorted.length;
		while (count > 0 && Float.isNaN(sorted[count - 1])) {
			count--;
		}
		if (count == 0) return new DisplayRange(0, 1);
		final float black = sorted[(int) (clipped * (count - 1))];
		final float white = sorted[(int) Math.round((1 - clipped) * (count - 1))];
		return Float.isFinite(white - black) && white > black ? new DisplayRange(black, white) : new DisplayRange(black -
			0.5f, black + 0.5f);
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
