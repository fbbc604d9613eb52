// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

/**
 * The map {@code (value - offset) / scale} from an image's grey values to the
 * scale that a network works on, and its inverse. Immutable.
 */
public final class AffineNormalization {

	/** Leaves every value as it is. */
	public static final AffineNormalization IDENTITY = new AffineNormalization(0, 1);

	private final double offset;
	private final double scale;

	/**
	 * @param offset the grey value that becomes 0; finite
	 * @param scale how many grey values become 1; finite and greater than 0
	 * @throws IllegalArgumentException otherwise
	 */
	public AffineNormalization(final double offset, final double scale) {
		if (!Double.isFinite(offset) || !Double.isFinite(scale) || scale <= 0) {
			throw new IllegalArgumentException("no normalization with offset " + offset + " and scale " + scale);
		}
		this.offset = offset;
		this.scale = scale;
	}

	/** The grey value that becomes 0. */
	public double offset() {
		return offset;
	}

	/** How many grey values become 1; greater than 0. */
	public double scale() {
		return scale;
	}

	/** @return the grey value {@code value} on the network's scale; NaN for NaN */
	public double normalize(final double value) {
		return (value - offset) / scale;
	}

	/** @return the grey value of what {@link #normalize(double)} returned, to within rounding */
	public double invert(final double normalized) {
		return normalized * scale + offset;
	}

	/** Normalises {@code values} in place. */
	public void normalize(final float[] values) {
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) normalize(values[i]);
		}
	}

	/** Turns normalised {@code values} into grey values, in place. */
	public void invert(final float[] values) {
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) invert(values[i]);
		}
	}

	@Override
	public String toString() {
		return "(value - " + offset + ") / " + scale;
	}
}
