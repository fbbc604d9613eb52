// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Measures the noise of images that show structure too, from blocks of 16 x 16
 * pixels. Flat blocks are found by their coarse structure, the spread of the means of
 * 4 x 4 pixels around a plane, and then looked at closely:
 * <ul>
 * <li>how neighbours' noise is correlated along one axis shows in the second
 * differences along the other, which leave nothing of a smooth signal, in the flattest
 * blocks of all (the noise is taken for separable);</li>
 * <li>the diagonal details of 2 x 2 pixels (the finest band of the Haar
 * wavelet, where microscope images hold next to no signal) show the variance at every
 * brightness. Coarse structure and fine details are independent for white noise, so
 * choosing blocks by the one does not bias the other;</li>
 * <li>of correlated noise, second differences miss what reaches far, so it is measured
 * again without them ({@link FlatRegions}). Then it is known what share of the variance
 * the details show.</li>
 * </ul>
 * A straight line through the variances of all brightnesses is the result (Foi et al.
 * 2008 for the model).
 */
public final class NoiseEstimator {

	private static final int BLOCK = 16;
	/** Edge of the squares whose means show coarse structure. */
	private static final int COARSE = 4;
	/** So far apart, in pixels, correlations are looked for. */
	private static final int LAGS = 4;
	private static final int BLOCKS_PER_BIN = 24;
	private static final int MIN_FLAT = 4;
	/** Share of the blocks of one brightness that are flat enough for their fine details to be noise. */
	private static final double FLAT_SHARE = 0.3;
	/** Share of all blocks that correlations are measured on. */
	private static final double FLATTEST_SHARE = 0.25;
	/** Share of the blocks of one brightness whose variance tells what the noise has at most: those with the least. */
	private static final double QUIET_SHARE = 0.25;
	/** Those show about this share of the variance of correlated noise: they are the least, and a plane is missing. */
	private static final double QUIET_BIAS = 0.65;
	/** Noise that is smoother than this cannot be judged by its details. */
	private static final double MIN_SHARE_OF_DETAILS = 0.02;
	/** Correlations of neighbours that exceed those of second differences by more are signal. */
	private static final double MAX_EXCESS = 0.12;
	/** Flat blocks with so many times the usual variance of details hold hot pixels. */
	private static final double HOT = 4;
	/** Correlations of noise that passes for white are no larger; others are signal. */
	private static final double MAX_WHITE_CORRELATION = 0.15;
	/** No brightness has less than this share of the least variance that was seen. */
	private static final double FLOOR = 0.25;
	/** Of more, a random sample is kept: these are 16 million pixels. */
	private static final int MAX_BLOCKS = 65_536;

	private final Reservoir<Block> seen = new Reservoir<>(MAX_BLOCKS);
	/** What is estimated from: those seen so far, by brightness. */
	private List<Block> blocks = List.of();
	private final FlatRegions windows;
	private final boolean onlyVarying;

	public NoiseEstimator() {
		this(false);
	}

	private NoiseEstimator(final boolean onlyVarying) {
		this.onlyVarying = onlyVarying;
		windows = new FlatRegions(onlyVarying);
	}

	/**
	 * @return one that looks at no block that has one value alone: a mask, or what is clipped, and not an image without
	 *   noise
	 */
	static NoiseEstimator ofVaryingBlocks() {
		return new NoiseEstimator(true);
	}

	/**
	 * Takes an image into account.
	 *
	 * @param values {@code width * height} finite values, rows first
	 */
	public void add(final float[] values, final int width, final int height) {
		windows.add(values, width, height);
		for (int y = 0; y + BLOCK <= height; y += BLOCK) {
			for (int x = 0; x + BLOCK <= width; x += BLOCK) {
				final int start = y * width + x;
				seen.add(() -> new Block(values, start, width));
			}
		}
	}

	/**
	 * @return what the images seen so far show
	 * @throws IllegalStateException if none was large enough, 16 x 16 pixels
	 */
	public NoiseEstimate estimate() {
		if (seen.isEmpty()) throw new IllegalStateException("no image of 16 x 16 pixels or more");
		blocks = used();
		blocks.sort(Comparator.comparingDouble(block -> block.mean));
		final Correlation differences = correlation(line(members -> ofDetails(members, 1), Correlation.NONE));
		if (differences.isNoticeable()) return ofCorrelated(differences);
		final double share = (1 - white(differences.at(1, 0))) * (1 - white(differences.at(0, 1)));
		return line(members -> ofDetails(members, share), differences);
	}

	private List<Block> used() {
		final List<Block> used = seen.toList();
		if (onlyVarying) used.removeIf(block -> block.variance == 0);
		return used;
	}

	/** @return how many blocks there are to estimate from */
	int blocks() {
		return used().size();
	}

	private NoiseEstimate ofCorrelated(final Correlation differences) {
		final Correlation full = windows.isEmpty() ? differences : within(differences, windows.correlation());
		return line(members -> {
			final double[] fine = ofDetails(members, Math.max(MIN_SHARE_OF_DETAILS, full.shareOfDetails()));
			// What of it is signal makes this one larger, never smaller.
			final double most = ofQuietBlocks(members);
			return new double[] { fine[0], Math.min(fine[1], most) };
		}, full);
	}

	/** @return correlations as near to {@code full} as those of second differences, which hold no signal, allow */
	private static Correlation within(final Correlation differences, final Correlation full) {
		final double excess = Math.max(full.at(1, 0) - differences.at(1, 0), full.at(0, 1) - differences.at(0, 1));
		return differences.towards(full, excess <= MAX_EXCESS ? 1 : MAX_EXCESS / excess);
	}

	private static double white(final double correlation) {
		return Math.max(-MAX_WHITE_CORRELATION, Math.min(MAX_WHITE_CORRELATION, correlation));
	}

	/**
	 * @param seen the share of the variance that details show: less, the more alike
	 *          neighbours are
	 * @return brightness and variance of the fine details of the flat ones among
	 *         {@code members}
	 */
	private static double[] ofDetails(final List<Block> members, final double seen) {
		members.sort(Comparator.comparingDouble(block -> block.coarse));
		final List<Block> flat = first(members, FLAT_SHARE);
		flat.sort(Comparator.comparingDouble(block -> block.details));
		final double limit = HOT * flat.get(flat.size() / 2).details;
		final double[] point = mean(flat, block -> block.details <= limit ? block.details : Double.NaN);
		point[1] /= seen;
		return point;
	}

	/** @return the variance of noise that the quietest ones among {@code members} allow */
	private static double ofQuietBlocks(final List<Block> members) {
		members.sort(Comparator.comparingDouble(block -> block.variance));
		return mean(first(members, QUIET_SHARE), block -> block.variance)[1] / QUIET_BIAS;
	}

	/**
	 * @param value of a block; NaN to leave it out
	 * @return the mean brightness, and the mean of the values
	 */
	private static double[] mean(final List<Block> members, final ToDoubleFunction<Block> value) {
		double levels = 0;
		double sum = 0;
		int count = 0;
		for (final Block block : members) {
			final double x = value.applyAsDouble(block);
			if (Double.isNaN(x)) continue;
			levels += block.mean;
			sum += x;
			count++;
		}
		return new double[] { levels / count, sum / count };
	}

	private static List<Block> first(final List<Block> sorted, final double share) {
		return new ArrayList<>(
			sorted.subList(0, Math.min(sorted.size(), Math.max(MIN_FLAT, (int) (share * sorted.size())))));
	}

	/** By second differences, in the flattest blocks. */
	private Correlation correlation(final NoiseEstimate noise) {
		final List<Block> sorted = new ArrayList<>(blocks);
		sorted.sort(Comparator.comparingDouble(block -> block.coarse / noise.variance(block.mean)));
		final double[] alongX = new double[LAGS + 1];
		final double[] alongY = new double[LAGS + 1];
		for (final Block block : first(sorted, FLATTEST_SHARE)) {
			// Every brightness has the same say, however strong its noise.
			final double variance = noise.variance(block.mean);
			for (int lag = 0; lag <= LAGS; lag++) {
				alongX[lag] += block.alongX[lag] / variance;
				alongY[lag] += block.alongY[lag] / variance;
			}
		}
		return Correlation.separable(ratios(alongX), ratios(alongY));
	}

	private static double[] ratios(final double[] sums) {
		final double[] correlations = new double[LAGS];
		for (int lag = 1; lag <= LAGS; lag++) {
			correlations[lag - 1] = sums[0] > 0 ? sums[lag] / sums[0] : 0;
		}
		return correlations;
	}

	/** Draws a line through what {@code measure} finds at each brightness. */
	private NoiseEstimate line(final Function<List<Block>, double[]> measure, final Correlation correlation) {
		final List<double[]> points = BrightnessBins.of(blocks, BLOCKS_PER_BIN).stream().map(measure)
			.collect(Collectors.toList());
		return line(points.stream().mapToDouble(point -> point[0]).toArray(),
			points.stream().mapToDouble(point -> point[1]).toArray(), correlation);
	}

	/** Weighted least squares of the relative error: the variance is what is known to some per cent. */
	private static NoiseEstimate line(final double[] levels, final double[] variances, final Correlation correlation) {
		double least = Double.POSITIVE_INFINITY;
		for (final double variance : variances) {
			if (variance > 0) least = Math.min(least, variance);
		}
		if (!Double.isFinite(least)) least = 1e-12;
		double s = 0;
		double sx = 0;
		double sy = 0;
		double sxx = 0;
		double sxy = 0;
		for (int i = 0; i < levels.length; i++) {
			final double variance = Math.max(least, variances[i]);
			final double w = 1 / (variance * variance);
			s += w;
			sx += w * levels[i];
			sy += w * variance;
			sxx += w * levels[i] * levels[i];
			sxy += w * levels[i] * variance;
		}
		final double spread = s * sxx - sx * sx;
		double gain = spread > 1e-9 * s * sxx ? (s * sxy - sx * sy) / spread : 0;
		if (gain < 0) gain = 0;
		return new NoiseEstimate(gain, (sy - gain * sx) / s, FLOOR * least, correlation);
	}

	/** 16 x 16 pixels: their brightness, and what is left of them without a plane. */
	private static final class Block {

		private final double mean;
		private final double variance;
		/** Mean products of second differences in y that are 0, 1, 2, ... pixels apart in x. */
		private final double[] alongX;
		/** Mean products of second differences in x that are 0, 1, 2, ... pixels apart in y. */
		private final double[] alongY;
		/** Variance of the diagonal details, which for white noise is that of the pixels. */
		private final double details;
		/** Variance of the means of small squares, times their pixels: for white noise that of the pixels. */
		private final double coarse;

		private Block(final float[] values, final int start, final int stride) {
			final double[] residual = new double[BLOCK * BLOCK];
			final double middle = (BLOCK - 1) / 2.0;
			double sum = 0;
			double sumX = 0;
			double sumY = 0;
			for (int y = 0; y < BLOCK; y++) {
				for (int x = 0; x < BLOCK; x++) {
					final double value = values[start + y * stride + x];
					residual[y * BLOCK + x] = value;
					sum += value;
					sumX += value * (x - middle);
					sumY += value * (y - middle);
				}
			}
			double detailSquares = 0;
			for (int y = 0; y < BLOCK; y += 2) {
				for (int x = 0; x < BLOCK; x += 2) {
					final int at = y * BLOCK + x;
					final double detail = (residual[at] - residual[at + 1] - residual[at + BLOCK] + residual[at + BLOCK + 1]) / 2;
					detailSquares += detail * detail;
				}
			}
			details = 4 * detailSquares / residual.length;
			mean = sum / residual.length;
			// The sum of (x - middle)^2 over the block.
			final double moment = BLOCK * BLOCK * (BLOCK * BLOCK - 1) / 12.0;
			double squares = 0;
			for (int y = 0; y < BLOCK; y++) {
				for (int x = 0; x < BLOCK; x++) {
					final int at = y * BLOCK + x;
					residual[at] -= mean + sumX / moment * (x - middle) + sumY / moment * (y - middle);
					squares += residual[at] * residual[at];
				}
			}
			variance = squares / (residual.length - 3);
			coarse = coarse(residual);
			alongX = products(residual, 1, BLOCK);
			alongY = products(residual, BLOCK, 1);
		}

		private static double coarse(final double[] residual) {
			double squares = 0;
			for (int y = 0; y < BLOCK; y += COARSE) {
				for (int x = 0; x < BLOCK; x += COARSE) {
					double sum = 0;
					for (int i = 0; i < COARSE * COARSE; i++) {
						sum += residual[(y + i / COARSE) * BLOCK + x + i % COARSE];
					}
					squares += sum * sum / (COARSE * COARSE);
				}
			}
			// The plane has taken three degrees of freedom.
			return squares / (BLOCK * BLOCK / (COARSE * COARSE) - 3);
		}

		/** @param along step from a pixel to the next along the axis of interest; {@code across} along the other */
		private static double[] products(final double[] residual, final int along, final int across) {
			final double[][] differences = new double[BLOCK - 2][BLOCK];
			for (int j = 0; j < BLOCK - 2; j++) {
				for (int i = 0; i < BLOCK; i++) {
					final int at = i * along + j * across;
					differences[j][i] = residual[at] - 2 * residual[at + across] + residual[at + 2 * across];
				}
			}
			final double[] products = new double[LAGS + 1];
			for (int lag = 0; lag <= LAGS; lag++) {
				for (final double[] row : differences) {
					for (int i = 0; i + lag < BLOCK; i++) {
						products[lag] += row[i] * row[i + lag] / ((BLOCK - lag) * differences.length);
					}
				}
			}
			return products;
		}
	}
}
