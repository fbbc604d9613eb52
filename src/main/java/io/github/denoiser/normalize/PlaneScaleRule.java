// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

/** Finds the {@link PlaneScale} of an image in a model's percentiles; see {@link PercentileNormalization}. */
final class PlaneScaleRule {

	/** What holds nearly all pixels, whatever a model's percentiles are. */
	private static final double NEARLY_LOW = 0.1;
	private static final double NEARLY_HIGH = 99.9;
	/** A scale that clipped pixels enlarge by more is not that of the others. */
	private static final double CLIPPED = 1.5;
	private static final double MOST = 90;
	/** A scale that is larger than the spread of most pixels by so much is not theirs. */
	private static final double TOO_LARGE = 16;
	/** What belongs to most pixels: so many times their spread. Of noise alone all is within 1.4 times. */
	private static final double MOST_SPREAD = 2.5;
	/** Share of pixels without a photon, if an image is sparse. */
	private static final double EMPTY = 0.3;
	private static final double FEW_PHOTONS = 10;
	/** Enough to be an outlier. */
	private static final double FAR = 4;

	private final double lowPercent;
	private final double highPercent;

	PlaneScaleRule(final double lowPercent, final double highPercent) {
		this.lowPercent = lowPercent;
		this.highPercent = highPercent;
	}

	PlaneScale fit(final SortedValues values) {
		if (values.count() == 0) return new PlaneScale(AffineNormalization.IDENTITY);
		final double low = values.percentile(nearlyLow());
		if (low == values.percentile(nearlyHigh())) return aroundOneValue(values, low);
		if (isSparse(values)) return scale(withoutClipped(values)).ofSparse();
		final SortedValues all = withoutClipped(values);
		if (!isLarge(all, TOO_LARGE)) return scale(all);
		SortedValues most = all;
		while (isLarge(most, MOST_SPREAD)) {
			final SortedValues fewer = most.first(most.upTo(low + MOST_SPREAD * spread(most)));
			if (fewer.count() == most.count()) break;
			most = fewer;
		}
		return scale(most).withUpper(between(all, lowPercent, highPercent));
	}

	private boolean isLarge(final SortedValues values, final double factor) {
		final double spread = spread(values);
		return spread > 0 && values.percentile(nearlyHigh()) - values.percentile(nearlyLow()) > factor * spread;
	}

	private double spread(final SortedValues values) {
		return values.percentile(MOST) - values.percentile(nearlyLow());
	}

	private double nearlyLow() {
		return Math.min(lowPercent, NEARLY_LOW);
	}

	private double nearlyHigh() {
		return Math.max(highPercent, NEARLY_HIGH);
	}

	private PlaneScale scale(final SortedValues values) {
		return new PlaneScale(between(values, lowPercent, highPercent), between(values, nearlyLow(), nearlyHigh()));
	}

	/** @return the values between two percentiles as 0 to 1; if these coincide, all values */
	static AffineNormalization between(final SortedValues values, final double lowPercent, final double highPercent) {
		double low = values.percentile(lowPercent);
		double high = values.percentile(highPercent);
		if (low == high) {
			low = values.least();
			high = values.greatest();
		}
		final double scale = high - low;
		return new AffineNormalization(low, scale > 0 && Double.isFinite(scale) ? scale : 1);
	}

	/** Whether many pixels have the least value, and nearly all others are a few of its smallest steps above it. */
	private static boolean isSparse(final SortedValues values) {
		final int empty = values.upTo(values.least());
		if (empty == values.count() || empty < EMPTY * values.count()) return false;
		return values.percentile(99) - values.least() <= FEW_PHOTONS * (values.get(empty) - values.least());
	}

	/** Nearly all pixels have one value: there is no noise in them, and the others are not to spoil it. */
	private PlaneScale aroundOneValue(final SortedValues values, final double value) {
		final AffineNormalization all = between(values, lowPercent, highPercent);
		double nearest = Double.POSITIVE_INFINITY;
		for (int i = 0; i < values.count(); i++) {
			if (values.get(i) != value) nearest = Math.min(nearest, Math.abs(values.get(i) - value));
		}
		final double scale = nearest / FAR;
		if (!(scale > 0 && Double.isFinite(scale))) return new PlaneScale(all);
		return new PlaneScale(new AffineNormalization(value, scale)).withUpper(all);
	}

	/** @return all values, unless pixels clipped at the greatest or the least one have made the scale */
	private SortedValues withoutClipped(final SortedValues values) {
		final int below = values.countBelow(values.greatest());
		final int above = values.count() - values.upTo(values.least());
		SortedValues kept = values;
		if (below > 0 && isMadeSmaller(values, values.first(below))) kept = kept.first(below);
		if (above > 0 && isMadeSmaller(values, values.last(above))) kept = kept.last(kept.count() - values.count() + above);
		return kept;
	}

	private boolean isMadeSmaller(final SortedValues values, final SortedValues fewer) {
		final double before = values.percentile(nearlyHigh()) - values.percentile(nearlyLow());
		final double after = fewer.percentile(nearlyHigh()) - fewer.percentile(nearlyLow());
		return after > 0 && before > CLIPPED * after;
	}
}
