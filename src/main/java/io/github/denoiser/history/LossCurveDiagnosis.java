// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.denoiser.model.EpochRecord;

/**
 * What the curves of training loss and validation loss say, in one sentence, as
 * Bernier and Lucio ("Image Denoising using Autoencoders", section on the loss
 * function) read them: training below validation is some overfitting, above is some
 * underfitting, equal is a good fit; and whether the validation loss still falls, so
 * that a longer training would help.
 * <p>
 * Both losses must be of the same measure, on the same scale: a mean absolute error
 * beside a mean squared one says nothing.
 * </p>
 * Rules, for ratios of losses, and so for any scale:
 * <ul>
 * <li>Fewer than {@value #MIN_EPOCHS} epochs say nothing.</li>
 * <li>The <i>end</i> is the last fifth of the epochs, at least five. The gap is the
 * median of validation / training loss over the end. Up to {@link #EQUAL} counts as
 * equal: the paper calls 0.0088 and 0.0095 equivalent. More is needed if the losses
 * are noisy: three times the standard error of that median.</li>
 * <li>The validation loss <i>falls</i> if the median of all slopes (Theil and Sen)
 * of its logarithm over the last third of the epochs, at least five, makes at least
 * {@link #LEVEL} over that stretch, more than three times its standard error, and the
 * rank test of Mann and Kendall says that it is no noise.</li>
 * <li>It has <i>risen</i> if its median over the end is more than {@link #EQUAL}
 * above that of the best stretch of the same length, and more than three times the
 * standard error of the difference. With a training loss below it, this is
 * overfitting, too.</li>
 * <li>A training loss above a validation loss that still falls is no underfitting
 * yet: it is the mean over an epoch, so it lags behind.</li>
 * </ul>
 */
public final class LossCurveDiagnosis {

	/** What a comparison of the two curves shows. */
	public enum Fit {
		/** There are too few epochs, or the training loss only lags behind a falling validation loss. */
		UNKNOWN,
		/** Training loss equals validation loss. */
		GOOD,
		/** Training loss is below validation loss. */
		OVERFITTING,
		/** Training loss is above validation loss. */
		UNDERFITTING
	}

	static final int MIN_EPOCHS = 5;
	/** Relative difference between losses that counts as none. */
	static final double EQUAL = 0.1;
	/** Relative fall of a curve that counts as none. */
	static final double LEVEL = 0.02;

	private static final int SHORTEST_STRETCH = 5;
	/** Makes a median absolute deviation a standard deviation, for normal noise. */
	private static final double MAD_TO_SIGMA = 1.4826;
	/** Standard error of a median, compared to that of a mean, for normal noise. */
	private static final double MEDIAN_ERROR = 1.2533;
	/** Standard errors that noise does not reach by chance, although several things are compared. */
	private static final double ERRORS = 3;

	/** Five epochs that all fall reach 2.45. */
	private static final double MIN_SIGNIFICANCE = 2.4;

	private final Fit fit;
	private final boolean falling;
	private final String sentence;

	private LossCurveDiagnosis(final Fit fit, final boolean falling, final String sentence) {
		this.fit = fit;
		this.falling = falling;
		this.sentence = sentence;
	}

	/** @param history in order; epochs whose losses are unknown or not positive do not count */
	public static LossCurveDiagnosis of(final List<EpochRecord> history) {
		return of(history, true);
	}

	/**
	 * @param history in order; epochs whose losses are unknown or not positive do not
	 *          count
	 * @param comparable whether training and validation loss may be compared. With noisy
	 *          targets they may not: each holds the noise of its own images.
	 */
	public static LossCurveDiagnosis of(final List<EpochRecord> history, final boolean comparable) {
		final List<EpochRecord> epochs = history.stream()
			.filter(epoch -> epoch.trainingLoss() > 0 && epoch.validationLoss() > 0).collect(Collectors.toList());
		if (epochs.size() < MIN_EPOCHS) {
			return new LossCurveDiagnosis(Fit.UNKNOWN, false,
				"There are too few epochs to read the curves: " + epochs.size() + " of " + MIN_EPOCHS + ".");
		}
		final double[] validation = epochs.stream().mapToDouble(epoch -> Math.log(epoch.validationLoss())).toArray();
		final double[] gaps = epochs.stream().mapToDouble(epoch -> Math.log(epoch.validationLoss() / epoch.trainingLoss()))
			.toArray();
		final int end = Math.max(SHORTEST_STRETCH, epochs.size() / 5);
		final double[] lastGaps = last(gaps, end);
		final double gap = median(lastGaps);
		final double equal = Math.max(Math.log1p(EQUAL), ERRORS * MEDIAN_ERROR * spread(lastGaps, gap) / Math.sqrt(end));

		final double[] stretch = last(validation, Math.max(SHORTEST_STRETCH, epochs.size() / 3));
		final double fall = fall(stretch);
		final double rise = rise(validation, end);
		final boolean falling = fall > 0;
		if (!comparable) return ofValidation(epochs, rise, best(validation, end), fall, stretch.length);
		if (rise > 0 && gap > 0 && !falling) return risen(epochs.get(best(validation, end)).epoch(), rise);
		if (gap > equal) return overfitting(gap, falling, fall, stretch.length);
		if (gap < -equal && !falling) return underfitting(gap);
		if (falling) {
			return new LossCurveDiagnosis(gap < -equal ? Fit.UNKNOWN : Fit.GOOD, true,
				String.format(Locale.ROOT,
					"Still falling: the validation loss fell by %s over the last %d epochs, so train longer.",
					percent(1 - Math.exp(-fall)), stretch.length));
		}
		return new LossCurveDiagnosis(Fit.GOOD, false,
			"Good fit: training and validation loss are about equal, and level.");
	}

	private static LossCurveDiagnosis ofValidation(final List<EpochRecord> epochs, final double rise, final int best,
		final double fall, final int stretch)
	{
		if (fall > 0) {
			return new LossCurveDiagnosis(Fit.UNKNOWN, true,
				String.format(Locale.ROOT,
					"Still falling: the validation loss fell by %s over the last %d epochs, so train longer.",
					percent(1 - Math.exp(-fall)), stretch));
		}
		if (rise > 0) return risen(epochs.get(best).epoch(), rise);
		return new LossCurveDiagnosis(Fit.UNKNOWN, false, "Level: the validation loss no longer falls by much.");
	}

	private static LossCurveDiagnosis risen(final int best, final double rise) {
		return new LossCurveDiagnosis(Fit.OVERFITTING, false, String.format(Locale.ROOT,
			"Overfitting: the validation loss was least around epoch %d and is %s higher now, so train on more images, or " +
				"shorter.",
			best, percent(Math.exp(rise) - 1)));
	}

	private static LossCurveDiagnosis overfitting(final double gap, final boolean falling, final double fall,
		final int stretch)
	{
		final String below = "Some overfitting: the training loss is " + percent(1 - Math.exp(-gap)) +
			" below the validation loss";
		if (!falling) return new LossCurveDiagnosis(Fit.OVERFITTING, false, below + ", so train on more images.");
		return new LossCurveDiagnosis(Fit.OVERFITTING, true, below + ", which still falls (by " +
			percent(1 - Math.exp(-fall)) + " over the last " + stretch + " epochs): train longer, or on more images.");
	}

	private static LossCurveDiagnosis underfitting(final double gap) {
		return new LossCurveDiagnosis(Fit.UNDERFITTING, false, "Some underfitting: the training loss is " +
			percent(Math.exp(-gap) - 1) + " above the validation loss, so try a larger network or a higher learning rate.");
	}

	private static String percent(final double share) {
		return Math.round(100 * share) + " %";
	}

	/** What comparing the curves shows. */
	public Fit fit() {
		return fit;
	}

	/** Whether the validation loss still falls: a longer training would help. */
	public boolean isFalling() {
		return falling;
	}

	/** All of it in one sentence with its remedy, for users. */
	@Override
	public String toString() {
		return sentence;
	}

	/** @return how much a curve falls from its first value to its last; 0 if that may be noise, or is little */
	private static double fall(final double[] values) {
		final int n = values.length;
		final double[] slopes = new double[n * (n - 1) / 2];
		int count = 0;
		int falling = 0;
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				slopes[count++] = (values[j] - values[i]) / (j - i);
				falling += Double.compare(values[i], values[j]);
			}
		}
		final double slope = median(slopes);
		double squares = 0;
		final double[] rest = new double[n];
		for (int i = 0; i < n; i++) {
			rest[i] = values[i] - slope * i;
		}
		final double middle = median(rest);
		for (final double value : rest) {
			squares += (value - middle) * (value - middle);
		}
		// Standard error of a slope over n equidistant points.
		final double error = Math.sqrt(squares / (n - 2) * 12 / (n * ((double) n * n - 1)));
		final double fall = -slope * (n - 1);
		// Pairs that fall, less those that rise, compared to their spread in pure noise (Mann 1945, Kendall).
		final double significance = falling / Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
		return fall >= -Math.log1p(-LEVEL) && fall > ERRORS * error * (n - 1) && significance > MIN_SIGNIFICANCE ? fall : 0;
	}

	/** @return how much a curve's end lies above its best stretch; 0 if that may be noise, or is little */
	private static double rise(final double[] values, final int end) {
		final int from = best(values, end) - end / 2;
		final double[] best = Arrays.copyOfRange(values, from, from + end);
		final double[] last = last(values, end);
		final double rise = median(last) - median(best);
		final double error = MEDIAN_ERROR * Math.hypot(spread(last, median(last)), spread(best, median(best))) /
			Math.sqrt(end);
		return rise > Math.max(Math.log1p(EQUAL), ERRORS * error) ? rise : 0;
	}

	/** @return the middle of the stretch of this length whose median is least */
	private static int best(final double[] values, final int length) {
		int best = 0;
		double least = Double.POSITIVE_INFINITY;
		for (int i = 0; i + length <= values.length; i++) {
			final double level = median(Arrays.copyOfRange(values, i, i + length));
			if (level < least) {
				least = level;
				best = i;
			}
		}
		return best + length / 2;
	}

	private static double[] last(final double[] values, final int count) {
		return Arrays.copyOfRange(values, values.length - count, values.length);
	}

	/** @return a robust standard deviation */
	private static double spread(final double[] values, final double middle) {
		return MAD_TO_SIGMA * median(Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
	}

	private static double median(final double[] values) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		final int middle = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}
}
