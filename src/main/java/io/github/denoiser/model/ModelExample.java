// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import io.github.denoiser.network.ShapeRules;

/**
 * What a model makes of one image: shows others that they run the model rightly,
 * and what it does. Immutable; the arrays are shared, treat them as read-only.
 */
public final class ModelExample {

	private final int channels;
	private final int height;
	private final int width;
	private final float[] input;
	private final float[] output;

	/**
	 * @param input grey values as they come from the microscope, channel by channel,
	 *          row by row
	 * @param output what the network makes of {@code input} after each channel has
	 *          been normalised by itself with the model's own rule; it stays on that
	 *          normalised scale
	 * @throws IllegalArgumentException if an array does not hold channels * height *
	 *           width finite numbers
	 */
	public ModelExample(final int channels, final int height, final int width, final float[] input,
		final float[] output)
	{
		check(channels, height, width, input);
		check(channels, height, width, output);
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.input = input;
		this.output = output;
	}

	private static void check(final int channels, final int height, final int width, final float[] values) {
		if (channels < 1 || height < 1 || width < 1 || values.length != (long) channels * height * width) {
			throw new IllegalArgumentException(
				values.length + " values do not make " + channels + " x " + height + " x " + width);
		}
		for (final float value : values) {
			if (!Float.isFinite(value)) throw new IllegalArgumentException("an example holds only finite numbers");
		}
	}

	/**
	 * The least width and height of an example: a pixel must be left when the halo
	 * is cut off on both sides. Greater ones differ by multiples of the divisor. Of a
	 * fixed size it is the longer side, and the example must have exactly that size.
	 */
	public static int minimumSize(final ShapeRules rules) {
		if (rules.isFixedSize()) return Math.max(rules.width(), rules.height());
		return rules.align(2 * rules.halo() + 1);
	}

	public int channels() {
		return channels;
	}

	public int height() {
		return height;
	}

	public int width() {
		return width;
	}

	/** Grey values, channels x height x width. */
	public float[] input() {
		return input;
	}

	/** The network's output on the normalised scale, channels x height x width. */
	public float[] output() {
		return output;
	}

	/** Whether the model can process an image of this size. */
	boolean fits(final DenoiserModel model) {
		final ShapeRules rules = model.shapeRules();
		if (rules.isFixedSize()) return channels == model.channels() && width == rules.width() && height == rules.height();
		final int divisor = rules.divisor();
		final int least = minimumSize(rules);
		return channels == model.channels() && height >= least && width >= least && height % divisor == 0 &&
			width % divisor == 0;
	}
}
