// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.noise;

import java.util.Arrays;
import java.util.Random;

import io.github.denoiser.core.Checks;

/**
 * Any noise with a grain: what it adds is blurred, and made as strong again as it was,
 * so that neighbouring pixels share it. Images have such noise that were scaled, rotated
 * or filtered, or come from a colour camera or a scanning detector with a slow amplifier.
 * Each patch draws its grain evenly on a logarithmic scale.
 * <p>
 * With a grain of g pixels, noise d pixels apart has the correlation
 * {@code exp(-d^2 / (4 g^2))}, from 0.7 pixels on; of finer grain, less. The blur goes on at the opposite
 * border of the channel, so the variance is the same everywhere, and channels share nothing.
 */
public final class GrainNoise implements NoiseModel {

	/** Standard deviations after which a Gaussian is cut off. */
	private static final double REACH = 3;

	private final NoiseModel noise;
	private final double min;
	private final double max;
	private final double share;

	/**
	 * @param noise what is blurred
	 * @param min least standard deviation of the Gaussian blur in pixels, from 0.1 to 10
	 * @param max greatest one
	 * @param share of the patches whose noise is blurred, above 0, at most 1
	 */
	public GrainNoise(final NoiseModel noise, final double min, final double max, final double share) {
		this.noise = noise;
		this.min = Checks.range("grain", min, 0.1, 10);
		this.max = Checks.range("grain_max", max, min, 10);
		this.share = Checks.range("share of grain", share, Double.MIN_NORMAL, 1);
	}

	@Override
	public void apply(final float[] clean, final float[] noisy, final int width, final int height, final Random random) {
		final float[] original = clean.clone();
		noise.apply(clean, noisy, width, height, random);
		if (random.nextDouble() >= share) return;
		final double[] kernel = kernel(Draw.logarithmically(min, max, random));
		final float[] added = new float[original.length];
		for (int i = 0; i < added.length; i++) {
			added[i] = noisy[i] - original[i];
		}
		// Each channel by itself: where one ends and the next begins in the array, nothing is next to each other.
		for (int first = 0; first < added.length; first += width * height) {
			final float[] channel = Arrays.copyOfRange(added, first, first + width * height);
			final float[] rows = blurred(channel, kernel, width, height, 1, width);
			final float[] grain = blurred(rows, kernel, height, width, width, 1);
			for (int i = 0; i < grain.length; i++) {
				noisy[first + i] = original[first + i] + grain[i];
			}
		}
	}

	/** @return a Gaussian whose squares have the sum 1: white noise keeps its variance */
	private static double[] kernel(final double deviation) {
		final int radius = (int) Math.ceil(REACH * deviation);
		final double[] kernel = new double[2 * radius + 1];
		double squares = 0;
		for (int i = 0; i < kernel.length; i++) {
			final double distance = (i - radius) / deviation;
			kernel[i] = Math.exp(-distance * distance / 2);
			squares += kernel[i] * kernel[i];
		}
		for (int i = 0; i < kernel.length; i++) {
			kernel[i] /= Math.sqrt(squares);
		}
		return kernel;
	}

	/**
	 * @param length pixels of a line; {@code lines} how many there are
	 * @param along step from a pixel to the next in a line; {@code across} to the next line
	 */
	private static float[] blurred(final float[] values, final double[] kernel, final int length, final int lines,
		final int along, final int across)
	{
		final int radius = kernel.length / 2;
		final float[] blurred = new float[values.length];
		final float[] line = new float[length + 2 * radius];
		for (int j = 0; j < lines; j++) {
			for (int i = 0; i < line.length; i++) {
				line[i] = values[j * across + Math.floorMod(i - radius, length) * along];
			}
			for (int i = 0; i < length; i++) {
				double sum = 0;
				for (int k = 0; k < kernel.length; k++) {
					sum += kernel[k] * line[i + k];
				}
				blurred[j * across + i * along] = (float) sum;
			}
		}
		return blurred;
	}

	@Override
	public String description() {
		final String which = share == 1 ? ", with a grain of "
			: ", " + Math.round(100 * share) + " % of the patches with a grain of ";
		return noise.description() + which + Draw.text(min, max) + " pixels";
	}
}
