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
 * again in the blocks with the least variance, without them. Then it is known what share
 * of the variance the details show.</li>
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
	private static final int MAX_BINS = 12;
	private static final int BLOCKS_PER_BIN = 24;
	private static final int MIN_FLAT = 4;
	/** Share of the blocks of one brightness that are flat enough for their fine details to be noise. */
	private static final double FLAT_SHARE = 0.3;
	/** Share of all blocks that correlations are measured on. */
	private static final double FLATTEST_SHARE = 0.25;
	/** Share of the blocks of one brightness that show the noise as it is: those with the least variance. */
	private static final double QUIET_SHARE = 0.25;
	/** The mean of the lowest quarter of normally distributed values, in deviations below their mean. */
	private static final double QUIET_DEVIATIONS = 1.271;
	/** Correlations of neighbours that exceed those of second differences by more are signal. */
	private static final double MAX_EXCESS = 0.12;
	/** A plane through a block takes so many of its degrees of freedom. */
	private static final double PLANE = 3;
	/** Flat blocks with so many times the usual variance of details hold hot pixels. */
	private static final double HOT = 4;
	/** Correlations of noise that passes for white are no larger; others are signal. */
	private static final double MAX_WHITE_CORRELATION = 0.15;
	/** No brightness has less than this share of the least variance that was seen. */
	private static final double FLOOR = 0.25;

	private final List<Block> blocks = new ArrayList<>();

	/**
	 * Takes an image into account.
	 *
	 * @param values {@code width * height} finite values, rows first
	 */
	public void add(final float[] values, final int width, final int height) {
		for (int y = 0; y + BLOCK <= height; y += BLOCK) {
			for (int x = 0; x + BLOCK <= width; x += BLOCK) {
				blocks.add(new Block(values, y * width + x, width));
			}
		}
	}

	/**
	 * @return what the images seen so far show
	 * @throws IllegalStateException if none was large enough, 16 x 16 pixels
	 */
	public NoiseEstimate estimate() {
		if (blocks.isEmpty()) throw new IllegalStateException("no image of 16 x 16 pixels or more");
		blocks.sort(Comparator.comparingDouble(block -> block.mean));
		final double[] none = new double[LAGS];
		final NoiseEstimate details = line(NoiseEstimator::ofDetails, none, none);
		final double[] x = new double[LAGS];
		final double[] y = new double[LAGS];
		correlations(details, x, y);
		if (NoiseEstimate.isCorrelated(x[0], y[0])) return ofCorrelated(x, y);
		return line(members -> ofDetails(members, (1 - white(x[0])) * (1 - white(y[0]))), x, y);
	}

	/** @param x correlations by second differences; {@code y} likewise */
	private NoiseEstimate ofCorrelated(final double[] x, final double[] y) {
		final double[] plainX = new double[LAGS];
		final double[] plainY = new double[LAGS];
		plainCorrelations(plainX, plainY);
		final double[] fullX = blend(x, plainX);
		final double[] fullY = blend(y, plainY);
		final double squares = sum(fullX, true) * sum(fullY, true);
		// Choosing the least of variances that scatter, and the plane, both take from them.
		final double left = (1 - QUIET_DEVIATIONS * Math.sqrt(2 * squares) / BLOCK) * (1 - takenByPlane(fullX, fullY));
		return line(members -> {
			final double[] fine = ofDetails(members, (1 - fullX[0]) * (1 - fullY[0]));
			// What of it is signal makes this one larger, never smaller.
			final double most = ofQuietBlocks(members, Math.max(0.5, left))[1];
			return new double[] { fine[0], Math.min(fine[1], most) };
		}, fullX, fullY);
	}

	/** Correlations between the two, as near to the second as the first allow. */
	private static double[] blend(final double[] safe, final double[] full) {
		final double excess = full[0] - safe[0];
		final double share = excess <= 0 ? 0 : Math.min(1, MAX_EXCESS / excess);
		final double[] blend = new double[LAGS];
		for (int i = 0; i < LAGS; i++) {
			blend[i] = safe[i] + share * (full[i] - safe[i]);
		}
		return blend;
	}

	/** The correlations of the quietest blocks, as if no plane had been taken from them. */
	private void plainCorrelations(final double[] x, final double[] y) {
		final double[] alongX = new double[LAGS + 1];
		final double[] alongY = new double[LAGS + 1];
		for (final List<Block> members : bins()) {
			final List<Block> quiet = quiet(members);
			final double variance = mean(quiet, block -> block.variance)[1];
			if (variance <= 0) continue;
			for (final Block block : quiet) {
				addTo(alongX, block.plainX, variance);
				addTo(alongY, block.plainY, variance);
			}
		}
		ratios(alongX, x);
		ratios(alongY, y);
		final double[] seenX = x.clone();
		final double[] seenY = y.clone();
		// The plane has taken the same from all distances; how much, they say themselves.
		for (int i = 0; i < 20; i++) {
			final double taken = takenByPlane(x, y);
			for (int lag = 0; lag < LAGS; lag++) {
				x[lag] = seenX[lag] + taken * (1 - seenX[lag]);
				y[lag] = seenY[lag] + taken * (1 - seenY[lag]);
			}
		}
	}

	/** @return the share of the noise's variance in a block that looks like a plane: more than of white noise */
	private static double takenByPlane(final double[] x, final double[] y) {
		return Math.min(0.25, PLANE * sum(x, false) * sum(y, false) / (BLOCK * BLOCK));
	}

	/** The sum of correlations, or of their squares, to both sides; as far as they are more than nothing. */
	private static double sum(final double[] correlations, final boolean squared) {
		double sum = 1;
		for (final double correlation : correlations) {
			if (correlation > 0) sum += 2 * (squared ? correlation * correlation : correlation);
		}
		return sum;
	}

	private static double white(final double correlation) {
		return Math.max(-MAX_WHITE_CORRELATION, Math.min(MAX_WHITE_CORRELATION, correlation));
	}

	private static double[] ofDetails(final List<Block> members) {
		return ofDetails(members, 1);
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

	/** @return brightness and variance of the quietest ones among {@code members}, which show the share {@code seen} */
	private static double[] ofQuietBlocks(final List<Block> members, final double seen) {
		final double[] point = mean(quiet(members), block -> block.variance);
		point[1] /= seen;
		return point;
	}

	private static List<Block> quiet(final List<Block> members) {
		members.sort(Comparator.comparingDouble(block -> block.variance));
		return first(members, QUIET_SHARE);
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
		return new ArrayList<>(sorted.subList(0, Math.min(sorted.size(), Math.max(MIN_FLAT, (int) (share * sorted.size())))));
	}

	private void correlations(final NoiseEstimate noise, final double[] x, final double[] y) {
		final List<Block> sorted = new ArrayList<>(blocks);
		sorted.sort(Comparator.comparingDouble(block -> block.coarse / noise.variance(block.mean)));
		final double[] alongX = new double[LAGS + 1];
		final double[] alongY = new double[LAGS + 1];
		for (final Block block : first(sorted, FLATTEST_SHARE)) {
			// Every brightness has the same say, however strong its noise.
			final double variance = noise.variance(block.mean);
			addTo(alongX, block.alongX, variance);
			addTo(alongY, block.alongY, variance);
		}
		ratios(alongX, x);
		ratios(alongY, y);
	}

	private static void addTo(final double[] sums, final double[] products, final double variance) {
		for (int lag = 0; lag <= LAGS; lag++) {
			sums[lag] += products[lag] / variance;
		}
	}

	private static void ratios(final double[] sums, final double[] correlations) {
		for (int lag = 1; lag <= LAGS; lag++) {
			correlations[lag - 1] = sums[0] > 0 ? sums[lag] / sums[0] : 0;
		}
	}

	/** Blocks of about the same brightness; each list may be sorted. */
	private List<List<Block>> bins() {
		final int count = Math.max(1, Math.min(MAX_BINS, blocks.size() / BLOCKS_PER_BIN));
		final List<List<Block>> bins = new ArrayList<>();
		for (int bin = 0; bin < count; bin++) {
			bins.add(new ArrayList<>(blocks.subList((int) ((long) blocks.size() * bin / count), (int) ((long) blocks.size() *
				(bin + 1) / count))));
		}
		return bins;
	}

	/** Draws a line through what {@code measure} finds at each brightness. */
	private NoiseEstimate line(final Function<List<Block>, double[]> measure, final double[] correlationX,
		final double[] correlationY)
	{
		final List<double[]> points = bins().stream().map(measure).collect(Collectors.toList());
		return line(points.stream().mapToDouble(point -> point[0]).toArray(), points.stream().mapToDouble(point -> point[1])
			.toArray(), correlationX, correlationY);
	}

	/** Weighted least squares of the relative error: the variance is what is known to some per cent. */
	private static NoiseEstimate line(final double[] levels, final double[] variances,
		final double[] correlationX, final double[] correlationY)
	{
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
		return new NoiseEstimate(gain, (sy - gain * sx) / s, FLOOR * least, correlationX, correlationY);
	}

	/** 16 x 16 pixels: their brightness, and what is left of them without a plane. */
	private static final class Block {

		private final double mean;
		private final double variance;
		/** Mean products of second differences in y that are 0, 1, 2, ... pixels apart in x. */
		private final double[] alongX;
		/** Mean products of second differences in x that are 0, 1, 2, ... pixels apart in y. */
		private final double[] alongY;
		/** Mean products of pixels that are 0, 1, 2, ... apart in x. */
		private final double[] plainX;
		private final double[] plainY;
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
			final double[][] rows = lines(residual, 1, BLOCK);
			final double[][] columns = lines(residual, BLOCK, 1);
			plainX = products(rows);
			plainY = products(columns);
			alongX = products(secondDifferences(rows));
			alongY = products(secondDifferences(columns));
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

		/** @param along step from a pixel to the next in a line; {@code across} to the next line */
		private static double[][] lines(final double[] residual, final int along, final int across) {
			final double[][] lines = new double[BLOCK][BLOCK];
			for (int j = 0; j < BLOCK; j++) {
				for (int i = 0; i < BLOCK; i++) {
					lines[j][i] = residual[i * along + j * across];
				}
			}
			return lines;
		}

		/** Of each three lines. */
		private static double[][] secondDifferences(final double[][] lines) {
			final double[][] differences = new double[BLOCK - 2][BLOCK];
			for (int j = 0; j < BLOCK - 2; j++) {
				for (int i = 0; i < BLOCK; i++) {
					differences[j][i] = lines[j][i] - 2 * lines[j + 1][i] + lines[j + 2][i];
				}
			}
			return differences;
		}

		private static double[] products(final double[][] lines) {
			final double[] products = new double[LAGS + 1];
			for (int lag = 0; lag <= LAGS; lag++) {
				for (final double[] line : lines) {
					for (int i = 0; i + lag < BLOCK; i++) {
						products[lag] += line[i] * line[i + lag] / ((BLOCK - lag) * lines.length);
					}
				}
			}
			return products;
		}
	}
}
