// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;

/**
 * A model's rule for normalising images: a low percentile of the grey values
 * becomes 0, a high one becomes 1. Percentiles instead of minimum and maximum,
 * so that a few hot pixels do not move the scale. Immutable.
 * <p>
 * Only finite values count. If the two percentiles coincide (a dark image with a
 * few bright spots) the full range of the values takes their place; if that is
 * empty too (a constant image, or no finite value at all) the scale stays 1.
 * <p>
 * The {@link PlaneScale} of an image also looks at what lies between. Clipped pixels do
 * not make the scale: if many have the greatest value, and that is far above all others,
 * the others do. And where nearly all pixels are within a sixteenth of the range (stars,
 * beads, a bright line), the common scale is theirs.
 * <p>
 * Percentiles are interpolated linearly between the sorted values: the
 * {@code p}-th percentile of {@code n} values stands at index
 * {@code p / 100 * (n - 1)}, as in NumPy, and so in BioImage.IO's
 * {@code scale_range}. Of large data, values on a regular lattice are used.
 */
public final class PercentileNormalization implements Normalization {

	/** From the 0.1th to the 99.9th percentile: what models are trained with by default. */
	public static final PercentileNormalization STANDARD = new PercentileNormalization(0.1, 99.9);

	/** The greatest number of values that percentiles are computed from. */
	static final int MAX_SAMPLES = 1 << 20;
	private static final int SAMPLES_BETWEEN_CANCELS = 64;

	private final double lowPercent;
	private final double highPercent;

	/**
	 * @param lowPercent the percentile that becomes 0
	 * @param highPercent the percentile that becomes 1
	 * @throws DenoiserException unless {@code 0 <= lowPercent < highPercent <= 100}
	 *           and {@code highPercent > 1}
	 */
	public PercentileNormalization(final double lowPercent, final double highPercent) {
		if (!(lowPercent >= 0 && lowPercent < highPercent && highPercent <= 100 && highPercent > 1)) {
			throw new DenoiserException("Images cannot be normalized from percentile " + lowPercent + " to " + highPercent +
				". The first must be at least 0 and below the second, the second above 1 and at most 100.");
		}
		this.lowPercent = lowPercent;
		this.highPercent = highPercent;
	}

	/** The percentile that becomes 0, in [0, 100). */
	public double lowPercent() {
		return lowPercent;
	}

	/** The percentile that becomes 1, in (1, 100]. */
	public double highPercent() {
		return highPercent;
	}

	@Override
	public AffineNormalization fit(final RandomAccessibleInterval<? extends RealType<?>> plane) {
		return fit(plane, new CancelToken());
	}

	/**
	 * As {@link #fit(RandomAccessibleInterval)}, of a plane that may have to be read from a
	 * file first.
	 *
	 * @param cancel asked again and again
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public AffineNormalization fit(final RandomAccessibleInterval<? extends RealType<?>> plane,
		final CancelToken cancel)
	{
		return fit(samples(plane, cancel));
	}

	@Override
	public PlaneScale scale(final RandomAccessibleInterval<? extends RealType<?>> plane, final CancelToken cancel) {
		return scale(samples(plane, cancel));
	}

	@Override
	public PlaneScale scale(final List<float[]> planes) {
		return scale(samples(planes));
	}

	private static SortedValues samples(final RandomAccessibleInterval<? extends RealType<?>> plane,
		final CancelToken cancel)
	{
		final double[] samples = new double[MAX_SAMPLES];
		int count = 0;
		int seen = 0;
		final Cursor<? extends RealType<?>> cursor = Views.subsample(plane, step(plane)).cursor();
		while (cursor.hasNext()) {
			if (seen++ % SAMPLES_BETWEEN_CANCELS == 0) cancel.throwIfCancelled();
			final double value = cursor.next().getRealDouble();
			if (Double.isFinite(value)) samples[count++] = value;
		}
		return SortedValues.of(samples, count);
	}

	@Override
	public AffineNormalization fit(final List<float[]> planes) {
		return fit(samples(planes));
	}

	private static SortedValues samples(final List<float[]> planes) {
		final long total = planes.stream().mapToLong(plane -> plane.length).sum();
		final long step = Math.max(1, (total + MAX_SAMPLES - 1) / MAX_SAMPLES);
		final double[] samples = new double[(int) ((total + step - 1) / step)];
		int count = 0;
		long next = 0;
		for (final float[] plane : planes) {
			for (; next < plane.length; next += step) {
				final float value = plane[(int) next];
				if (Float.isFinite(value)) samples[count++] = value;
			}
			next -= plane.length;
		}
		return SortedValues.of(samples, count);
	}

	/** The least step, the same along every axis, that leaves {@link #MAX_SAMPLES} at most. */
	private static long step(final RandomAccessibleInterval<?> plane) {
		for (long step = 1;; step++) {
			double samples = 1;
			for (int d = 0; d < plane.numDimensions(); d++) {
				samples *= (plane.dimension(d) + step - 1) / step;
			}
			if (samples <= MAX_SAMPLES) return step;
		}
	}

	private AffineNormalization fit(final SortedValues values) {
		return values.count() == 0 ? AffineNormalization.IDENTITY : PlaneScaleRule.between(values, lowPercent, highPercent);
	}

	private PlaneScale scale(final SortedValues values) {
		return new PlaneScaleRule(lowPercent, highPercent).fit(values);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof PercentileNormalization && lowPercent == ((PercentileNormalization) other).lowPercent &&
			highPercent == ((PercentileNormalization) other).highPercent;
	}

	@Override
	public int hashCode() {
		return Double.hashCode(lowPercent) * 31 + Double.hashCode(highPercent);
	}

	@Override
	public String toString() {
		return "percentiles " + lowPercent + " to " + highPercent;
	}
}
