package io.github.denoiser.noise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Measures the noise of images that show structure too. Two kinds of evidence are
 * gathered from blocks of 16 x 16 pixels:
 * <ul>
 * <li>the flattest blocks of every brightness, after a plane has been subtracted,
 * show how neighbours' noise is correlated, and, if it is, how strong it is;</li>
 * <li>if it is not, the diagonal details of 2 x 2 pixels (the finest band of the Haar
 * wavelet, where microscope images hold next to no signal) show the variance more
 * exactly; outliers beyond three standard deviations, which are edges, are left
 * out.</li>
 * </ul>
 * A straight line through the variances of all brightnesses is the result (Foi et al.
 * 2008 for the model).
 */
public final class NoiseEstimator {

	private static final int BLOCK = 16;
	private static final int LAGS = 4;
	private static final int MAX_BINS = 12;
	private static final int BLOCKS_PER_BIN = 24;
	/** Share of the blocks of one brightness that are taken for flat, and the least number of them. */
	private static final double FLAT_SHARE = 0.1;
	private static final int MIN_FLAT = 4;
	/**
	 * The flattest tenth of blocks of pure noise has 0.84 of the variance: the spread of
	 * a variance from 253 degrees of freedom is 0.089, and the lowest tenth of normally
	 * distributed values lies 1.755 deviations below their mean.
	 */
	private static final double SELECTION_BIAS = 0.84;
	/** Beyond so many deviations a detail is an edge; 0.973 of the variance of noise lies within. */
	private static final double CLIP = 3;
	private static final double CLIPPED_SHARE = 0.973;
	private static final int CLIP_ROUNDS = 6;
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
		final int bins = Math.max(1, Math.min(MAX_BINS, blocks.size() / BLOCKS_PER_BIN));
		final double[] levels = new double[bins];
		final double[] flatLevels = new double[bins];
		final double[] flatVariances = new double[bins];
		final double[] detailVariances = new double[bins];
		final double[] weights = new double[bins];
		final double[] products = new double[2 * LAGS];
		for (int bin = 0; bin < bins; bin++) {
			final List<Block> members = new ArrayList<>(blocks.subList((int) ((long) blocks.size() * bin / bins),
				(int) ((long) blocks.size() * (bin + 1) / bins)));
			levels[bin] = members.stream().mapToDouble(block -> block.mean).average().getAsDouble();
			weights[bin] = members.size();
			detailVariances[bin] = detailVariance(members);
			members.sort(Comparator.comparingDouble(block -> block.variance));
			final List<Block> flat = members.subList(0, Math.min(members.size(), Math.max(MIN_FLAT, (int) (FLAT_SHARE * members
				.size()))));
			flatLevels[bin] = flat.stream().mapToDouble(block -> block.mean).average().getAsDouble();
			flatVariances[bin] = flat.stream().mapToDouble(block -> block.variance).average().getAsDouble() / SELECTION_BIAS;
			for (final Block block : flat) {
				// Every brightness has the same say, however strong its noise.
				for (int i = 0; i < products.length; i++) {
					products[i] += block.products[i] / (flatVariances[bin] * SELECTION_BIAS) / flat.size() / bins;
				}
			}
		}
		final double[] x = new double[LAGS];
		final double[] y = new double[LAGS];
		for (int lag = 0; lag < LAGS; lag++) {
			x[lag] = bounded(products[lag]);
			y[lag] = bounded(products[LAGS + lag]);
		}
		final NoiseEstimate flat = line(flatLevels, flatVariances, weights, x, y);
		return flat.isCorrelated() ? flat : line(levels, detailVariances, weights, x, y);
	}

	private static double bounded(final double correlation) {
		return Double.isFinite(correlation) ? Math.max(-0.9, Math.min(0.9, correlation)) : 0;
	}

	/** Weighted least squares of the relative error: the variance is what is known to some per cent. */
	private static NoiseEstimate line(final double[] levels, final double[] variances, final double[] weights,
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
			final double w = weights[i] / (variance * variance);
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

	/** Variance of the diagonal details, which for white noise is that of the pixels. */
	private static double detailVariance(final List<Block> members) {
		double limit = Double.POSITIVE_INFINITY;
		double variance = 0;
		for (int round = 0; round < CLIP_ROUNDS; round++) {
			double squares = 0;
			long count = 0;
			for (final Block block : members) {
				for (final float detail : block.details) {
					if (Math.abs(detail) > limit) continue;
					squares += (double) detail * detail;
					count++;
				}
			}
			variance = squares / count / (round == 0 ? 1 : CLIPPED_SHARE);
			limit = CLIP * Math.sqrt(variance);
			if (limit == 0) return 0;
		}
		return variance;
	}

	/** 16 x 16 pixels: their brightness, and what is left of them without a plane. */
	private static final class Block {

		private final double mean;
		private final double variance;
		/** Mean products of residuals 1, 2, ... pixels apart: in x, then in y. */
		private final double[] products = new double[2 * LAGS];
		private final float[] details = new float[BLOCK * BLOCK / 4];

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
			for (int y = 0, i = 0; y < BLOCK; y += 2) {
				for (int x = 0; x < BLOCK; x += 2, i++) {
					final int at = y * BLOCK + x;
					details[i] = (float) ((residual[at] - residual[at + 1] - residual[at + BLOCK] + residual[at + BLOCK + 1]) / 2);
				}
			}
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
			for (int lag = 1; lag <= LAGS; lag++) {
				products[lag - 1] = product(residual, lag, 0);
				products[LAGS + lag - 1] = product(residual, 0, lag);
			}
		}

		private static double product(final double[] residual, final int dx, final int dy) {
			double sum = 0;
			for (int y = 0; y + dy < BLOCK; y++) {
				for (int x = 0; x + dx < BLOCK; x++) {
					sum += residual[y * BLOCK + x] * residual[(y + dy) * BLOCK + x + dx];
				}
			}
			return sum / ((BLOCK - dx) * (BLOCK - dy));
		}
	}
}
