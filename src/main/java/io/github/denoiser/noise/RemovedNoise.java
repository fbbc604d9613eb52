package io.github.denoiser.noise;

import java.util.Locale;

/**
 * Judges a denoiser without a clean image, by what it removed: noisy minus denoised.
 * Where the noise has been measured, what was removed should have its strength and
 * nothing of the image's structure. Immutable.
 */
public final class RemovedNoise {

	/** Correlation with the denoised image's detail beyond which structure was removed. */
	private static final double STRUCTURE = 0.15;
	/** A variance below this share of the noise's leaves noise behind, above the other takes signal away. */
	private static final double TOO_LITTLE = 0.75;
	private static final double TOO_MUCH = 1.3;

	private final double strength;
	private final double neighbours;
	private final double structure;

	/** @param strength variance compared with that of the noise; see the methods */
	RemovedNoise(final double strength, final double neighbours, final double structure) {
		this.strength = strength;
		this.neighbours = neighbours;
		this.structure = structure;
	}

	/**
	 * @param noisy rows first, finite
	 * @param denoised of the same size
	 * @param noise as measured on noisy images, in the scale of these values
	 */
	public static RemovedNoise of(final float[] noisy, final float[] denoised, final int width, final int height,
		final NoiseEstimate noise)
	{
		final double[] removed = new double[noisy.length];
		double mean = 0;
		for (int i = 0; i < removed.length; i++) {
			// In units of the noise, so that bright parts do not outweigh the rest.
			removed[i] = (noisy[i] - denoised[i]) / Math.sqrt(noise.variance(denoised[i]));
			mean += removed[i] / removed.length;
		}
		double squares = 0;
		double products = 0;
		double detailSquares = 0;
		double detailProducts = 0;
		double around = 0;
		int count = 0;
		for (int y = 1; y < height - 1; y++) {
			for (int x = 1; x < width - 1; x++) {
				final int i = y * width + x;
				final double value = removed[i] - mean;
				squares += value * value;
				products += value * (removed[i + 1] - mean + removed[i + width] - mean) / 2;
				// Fine structure of what is left, and the same of what was removed, each as a mean of four neighbours.
				final double detail = denoised[i] - (denoised[i - 1] + denoised[i + 1] + denoised[i - width] + denoised[i + width]) / 4.0;
				final double removedAround = (removed[i - 1] + removed[i + 1] + removed[i - width] + removed[i + width]) / 4 - mean;
				final double removedDetail = (value + removedAround) / 2;
				detailSquares += detail * detail;
				detailProducts += detail * removedDetail;
				around += removedDetail * removedDetail;
				count++;
			}
		}
		final double structure = detailSquares > 0 && around > 0 ? detailProducts / Math.sqrt(detailSquares * around) : 0;
		return new RemovedNoise(count == 0 ? 0 : squares / count, squares > 0 ? products / squares : 0, structure);
	}

	/** Variance of what was removed, divided by that of the noise: about 1, a little less for a good denoiser. */
	public double strength() {
		return strength;
	}

	/** Correlation of what was removed between neighbouring pixels: that of the noise for a good denoiser. */
	public double neighbours() {
		return neighbours;
	}

	/** Correlation of what was removed with the fine detail of the result: about 0 for a good denoiser. */
	public double structure() {
		return structure;
	}

	/** Whether what was removed looks like the noise and nothing else. */
	public boolean looksLikeNoise() {
		return strength >= TOO_LITTLE && strength <= TOO_MUCH && Math.abs(structure) <= STRUCTURE;
	}

	/** In a sentence, for users. */
	@Override
	public String toString() {
		final String numbers = String.format(Locale.ROOT, " (%.0f %% of the noise's variance, correlation with the image's detail %.2f)",
			100 * strength, structure);
		if (strength < TOO_LITTLE) return "Some noise is left in the image: train longer" + numbers + ".";
		if (strength > TOO_MUCH || Math.abs(structure) > STRUCTURE) {
			return "Structure may have been removed with the noise: look at the residual" + numbers + ".";
		}
		return "The removed part looks like noise" + numbers + ".";
	}
}
