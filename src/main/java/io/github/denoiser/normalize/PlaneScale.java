// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

import io.github.denoiser.noise.NoiseTreatment;

/**
 * How the grey values of one plane become those that a network works on, and back. A
 * network is at home between 0 and 1, and a little beyond: what is far above (or below)
 * is an outlier on the {@link #common()} scale. Outliers that cover an area have a scale
 * of their own, {@link #upper()}. Immutable.
 */
public final class PlaneScale {

	/**
	 * The upper scale where the percentiles say nothing of one. What is far beyond that, too, is
	 * left as it is.
	 */
	private static final double UPPER = 4;

	private final AffineNormalization common;
	private final AffineNormalization limits;
	private final AffineNormalization upper;
	private final boolean layered;
	private final boolean sparse;
	private final double gain;
	private final NoiseTreatment treatment;

	/** @param common of nearly all pixels; the upper scale is four times as large */
	public PlaneScale(final AffineNormalization common) {
		this(common, common);
	}

	/**
	 * @param common what a network gets to see
	 * @param limits 0 to 1 holds nearly all pixels; the upper scale is four times as large
	 */
	PlaneScale(final AffineNormalization common, final AffineNormalization limits) {
		this(common, limits, new AffineNormalization(limits.offset(), UPPER * limits.scale()), false, false, 1,
			NoiseTreatment.NONE);
	}

	private PlaneScale(final AffineNormalization common, final AffineNormalization limits,
		final AffineNormalization upper, final boolean layered, final boolean sparse, final double gain,
		final NoiseTreatment treatment)
	{
		this.common = common;
		this.limits = limits;
		this.upper = upper;
		this.layered = layered;
		this.sparse = sparse;
		this.gain = gain;
		this.treatment = treatment;
	}

	/** @return the same, with a scale of their own for those that are too bright or too dark */
	PlaneScale withUpper(final AffineNormalization scale) {
		return new PlaneScale(common, limits, scale, true, sparse, gain, treatment);
	}

	/** @return the same, of an image of single photons */
	PlaneScale ofSparse() {
		return new PlaneScale(common, limits, upper, layered, true, gain, treatment);
	}

	/** @return the same, with a {@link #gain()} greater than 0 */
	public PlaneScale withGain(final double factor) {
		return new PlaneScale(common, limits, upper, layered, sparse, factor, treatment);
	}

	/**
	 * @return the same, with what is to be done about the noise; nothing for {@link #isSparse() single photons}, which
	 *   have care of their own
	 */
	public PlaneScale withTreatment(final NoiseTreatment wish) {
		return sparse ? this : new PlaneScale(common, limits, upper, layered, sparse, gain, wish);
	}

	/** What is to be done about the noise before a network sees the plane, on the {@link #common()} scale. */
	public NoiseTreatment treatment() {
		return treatment;
	}

	/** Of most pixels: what a network gets to see. */
	public AffineNormalization common() {
		return common;
	}

	/** 0 to 1 holds nearly all of those pixels: what is far beyond is an outlier. */
	public AffineNormalization limits() {
		return limits;
	}

	/** Of areas that are too bright or too dark for {@link #common()}. */
	public AffineNormalization upper() {
		return upper;
	}

	/** Whether the percentiles themselves tell a common and an upper scale. */
	public boolean isLayered() {
		return layered;
	}

	/** Whether most pixels have no photon, and the others a few: their mean needs care. */
	public boolean isSparse() {
		return sparse;
	}

	/**
	 * What the network's result, counted from the offset of {@link #common()}, is to be multiplied with to keep the mean.
	 */
	public double gain() {
		return gain;
	}

	@Override
	public String toString() {
		return common + ", beyond that " + upper;
	}
}
