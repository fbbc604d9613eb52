package io.github.denoiser.normalize;

/**
 * {@code (value - offset) / scale} and its inverse. Immutable.
 */
public final class AffineNormalization {

	private final double offset;
	private final double scale;

	/**
	 * @param offset the value that becomes 0; finite
	 * @param scale the difference that becomes 1; finite and above 0
	 */
	public AffineNormalization(final double offset, final double scale) {
		if (!Double.isFinite(offset) || !Double.isFinite(scale) || scale <= 0) {
			throw new IllegalArgumentException("offset " + offset + ", scale " + scale);
		}
		this.offset = offset;
		this.scale = scale;
	}

	/** The value that becomes 0. */
	public double offset() {
		return offset;
	}

	/** The difference that becomes 1; above 0. */
	public double scale() {
		return scale;
	}

	public double normalize(final double value) {
		return (value - offset) / scale;
	}

	/** The inverse of {@link #normalize}. */
	public double invert(final double value) {
		return value * scale + offset;
	}
}
