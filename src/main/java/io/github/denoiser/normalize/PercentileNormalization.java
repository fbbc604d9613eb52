package io.github.denoiser.normalize;

import java.util.Arrays;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import io.github.denoiser.config.DenoiserException;
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
public final class PercentileNormalization {

	/** From the 0.1th to the 99.9th percentile: what models are trained with by default. */
	public static final PercentileNormalization STANDARD = new PercentileNormalization(0.1, 99.9);

	/** The greatest number of values that percentiles are computed from. */
	static final int MAX_SAMPLES = 1 << 20;
	private static final int SAMPLES_BETWEEN_CANCELS = 64;
	/** How much further up than all others clipped pixels are, if they are not to count. */
	private static final double CLIPPED = 1.5;
	private static final double MOST_PERCENT = 90;
	/** A scale that is larger than the spread of most pixels by so much is not theirs. */
	private static final double TOO_LARGE = 16;
	/** What belongs to most pixels: so many times their spread. */
	private static final double MOST_SPREAD = 4;
	/** Of pixels without a photon, if an image is sparse. */
	private static final double EMPTY = 0.3;
	private static final double FEW_PHOTONS = 10;

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

	/**
	 * Fits the rule to one plane.
	 *
	 * @param plane any number of dimensions, usually x, y; left as it is
	 */
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
		final Samples samples = samples(plane, cancel);
		return fit(samples.values, samples.count);
	}

	/**
	 * As {@link #fit(RandomAccessibleInterval, CancelToken)}, with care for outliers.
	 *
	 * @return the scale of most pixels, and that of the others
	 */
	public PlaneScale scale(final RandomAccessibleInterval<? extends RealType<?>> plane, final CancelToken cancel) {
		final Samples samples = samples(plane, cancel);
		return scale(samples.values, samples.count);
	}

	/** As {@link #fit(List)}, with care for outliers. */
	public PlaneScale scale(final List<float[]> planes) {
		final Samples samples = samples(planes);
		return scale(samples.values, samples.count);
	}

	private static Samples samples(final RandomAccessibleInterval<? extends RealType<?>> plane, final CancelToken cancel) {
		final double[] samples = new double[MAX_SAMPLES];
		int count = 0;
		int seen = 0;
		final Cursor<? extends RealType<?>> cursor = Views.subsample(plane, step(plane)).cursor();
		while (cursor.hasNext()) {
			if (seen++ % SAMPLES_BETWEEN_CANCELS == 0) cancel.throwIfCancelled();
			final double value = cursor.next().getRealDouble();
			if (Double.isFinite(value)) samples[count++] = value;
		}
		return new Samples(samples, count);
	}

	/**
	 * Fits the rule to several planes together: one scale for all.
	 *
	 * @param planes their values, in any order; left as they are
	 */
	public AffineNormalization fit(final List<float[]> planes) {
		final Samples samples = samples(planes);
		return fit(samples.values, samples.count);
	}

	private static Samples samples(final List<float[]> planes) {
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
		return new Samples(samples, count);
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

	private AffineNormalization fit(final double[] samples, final int count) {
		if (count == 0) return AffineNormalization.IDENTITY;
		Arrays.sort(samples, 0, count);
		double low = percentile(samples, count, lowPercent);
		double high = percentile(samples, count, highPercent);
		if (low == high) {
			low = samples[0];
			high = samples[count - 1];
		}
		final double scale = high - low;
		return new AffineNormalization(low, scale > 0 && Double.isFinite(scale) ? scale : 1);
	}

	private PlaneScale scale(final double[] samples, final int count) {
		final AffineNormalization fitted = fit(samples, count);
		if (count == 0) return new PlaneScale(fitted);
		// Sorted by now.
		final double low = percentile(samples, count, lowPercent);
		if (low == percentile(samples, count, highPercent)) return aroundOneValue(samples, count, low, fitted);
		final AffineNormalization all = withoutClipped(samples, count, low, fitted);
		final double spread = percentile(samples, count, MOST_PERCENT) - low;
		if (isSparse(samples, count)) return new PlaneScale(all).ofSparse();
		if (!(spread > 0 && all.scale() > TOO_LARGE * spread)) return new PlaneScale(all);
		final int most = upTo(samples, count, low + MOST_SPREAD * spread);
		final double scale = percentile(samples, most, highPercent) - low;
		return scale > 0 ? new PlaneScale(new AffineNormalization(low, scale), all) : new PlaneScale(all);
	}

	/** Whether many pixels have the least value, and nearly all others are a few of its smallest steps above it. */
	private static boolean isSparse(final double[] sorted, final int count) {
		final int empty = upTo(sorted, count, sorted[0]);
		if (empty == count || empty < EMPTY * count) return false;
		final double step = sorted[empty] - sorted[0];
		return percentile(sorted, count, 99) - sorted[0] <= FEW_PHOTONS * step;
	}

	/** Nearly all pixels have one value: there is no noise in them, and the others are not to spoil it. */
	private static PlaneScale aroundOneValue(final double[] sorted, final int count, final double value,
		final AffineNormalization fitted)
	{
		double nearest = Double.POSITIVE_INFINITY;
		for (int i = 0; i < count; i++) {
			if (sorted[i] != value) nearest = Math.min(nearest, Math.abs(sorted[i] - value));
		}
		final double scale = nearest / MOST_SPREAD;
		return scale > 0 && Double.isFinite(scale) ? new PlaneScale(new AffineNormalization(value, scale), fitted)
			: new PlaneScale(fitted);
	}

	/** @return {@code fitted}, unless clipped pixels have made it */
	private AffineNormalization withoutClipped(final double[] sorted, final int count, final double low,
		final AffineNormalization fitted)
	{
		final double greatest = sorted[count - 1];
		int others = count;
		while (others > 0 && sorted[others - 1] == greatest) others--;
		if (others == 0) return fitted;
		final double scale = percentile(sorted, others, highPercent) - low;
		return scale > 0 && fitted.scale() > CLIPPED * scale ? new AffineNormalization(low, scale) : fitted;
	}

	/** @return how many values are at most {@code limit} */
	private static int upTo(final double[] sorted, final int count, final double limit) {
		int index = Arrays.binarySearch(sorted, 0, count, limit);
		if (index < 0) return -index - 1;
		while (index < count && sorted[index] == limit) index++;
		return index;
	}

	private static double percentile(final double[] sorted, final int count, final double percent) {
		final double position = percent / 100 * (count - 1);
		final int below = (int) position;
		final double fraction = position - below;
		if (fraction == 0) return sorted[below];
		return sorted[below] * (1 - fraction) + sorted[below + 1] * fraction;
	}

	/** Finite values of an image, the first {@code count} of an array. */
	private static final class Samples {

		private final double[] values;
		private final int count;

		private Samples(final double[] values, final int count) {
			this.values = values;
			this.count = count;
		}
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
