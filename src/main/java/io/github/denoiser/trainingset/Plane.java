// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.outlier.OutlierFill;
import io.github.denoiser.region.Mirror;
import io.github.denoiser.region.NonFiniteFiller;

/**
 * A 2-D image in memory, of one channel or of several that follow each other:
 * {@code values[(channel * height + y) * width + x]}, usually on the normalised scale
 * of 0 to 1. The array is shared: treat it as read-only.
 */
public final class Plane {

	private final String name;
	private final int channels;
	private final int width;
	private final int height;
	private final float[] values;

	/**
	 * One channel.
	 *
	 * @param name what the user would call it: a file or a slice
	 * @throws IllegalArgumentException if the array does not hold width * height
	 *           values
	 */
	public Plane(final String name, final int width, final int height, final float[] values) {
		this(name, 1, width, height, values);
	}

	/** @throws IllegalArgumentException if the array does not hold channels * width * height values */
	public Plane(final String name, final int channels, final int width, final int height, final float[] values) {
		if (channels < 1 || width < 1 || height < 1 || values.length != (long) channels * width * height) {
			throw new IllegalArgumentException(
				values.length + " values do not make " + channels + " x " + width + " x " + height);
		}
		this.name = name;
		this.channels = channels;
		this.width = width;
		this.height = height;
		this.values = values;
	}

	/**
	 * @param planes of one channel each, at least one
	 * @return an image of all of them, named after the first
	 * @throws IllegalArgumentException if they differ in size
	 */
	public static Plane ofChannels(final List<Plane> planes) {
		final Plane first = planes.get(0);
		if (planes.size() == 1) return first;
		final float[] all = new float[planes.size() * first.values.length];
		for (int c = 0; c < planes.size(); c++) {
			final Plane plane = planes.get(c);
			if (plane.width != first.width || plane.height != first.height || plane.channels != 1) {
				throw new IllegalArgumentException("the channels of " + first.name + " differ in size");
			}
			System.arraycopy(plane.values, 0, all, c * first.values.length, first.values.length);
		}
		return new Plane(first.name, planes.size(), first.width, first.height, all);
	}

	public String name() {
		return name;
	}

	public int channels() {
		return channels;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** Of all channels. */
	public float[] values() {
		return values;
	}

	/** @return one channel, counted from 0: a copy, unless there is only this one */
	public Plane channel(final int channel) {
		if (channels == 1) return this;
		final int length = width * height;
		return new Plane(name, width, height, Arrays.copyOfRange(values, channel * length, (channel + 1) * length));
	}

	/** @return every channel by itself, as {@link #channel} gives it */
	public List<Plane> split() {
		final List<Plane> planes = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			planes.add(channel(c));
		}
		return planes;
	}

	/** @param change is given every channel by itself; all results have one size */
	private Plane eachChannel(final UnaryOperator<Plane> change) {
		final List<Plane> changed = split();
		changed.replaceAll(change);
		return ofChannels(changed);
	}

	/** @return a copy of the rectangle that starts at (x, y) */
	public Plane crop(final int x, final int y, final int w, final int h) {
		final float[] copy = new float[channels * w * h];
		for (int row = 0; row < channels * h; row++) {
			System.arraycopy(values, (row / h * height + y + row % h) * width + x, copy, row * w, w);
		}
		return new Plane(name, channels, w, h, copy);
	}

	/** @return the square of edge {@code size} around the middle, mirrored where it reaches beyond the plane */
	public Plane mirroredMiddle(final int size) {
		if (channels > 1) return eachChannel(channel -> channel.mirroredMiddle(size));
		final float[] square = new float[size * size];
		for (int y = 0; y < size; y++) {
			final int row = (int) Mirror.index((height - size) / 2 + y, height) * width;
			for (int x = 0; x < size; x++) {
				square[y * size + x] = values[row + (int) Mirror.index((width - size) / 2 + x, width)];
			}
		}
		return new Plane(name, size, size, square);
	}

	/**
	 * @return a copy smoothed over 5 x 5 pixels with binomial weights (about a Gaussian of sigma 1), mirrored at its edges
	 */
	public Plane blurred() {
		if (channels > 1) return eachChannel(Plane::blurred);
		final int[] binomial = { 1, 4, 6, 4, 1 };
		final float[] rows = new float[values.length];
		final float[] smooth = new float[values.length];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				float sum = 0;
				for (int k = 0; k < 5; k++) {
					sum += binomial[k] * values[y * width + (int) Mirror.index(x + k - 2, width)];
				}
				rows[y * width + x] = sum / 16;
			}
		}
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				float sum = 0;
				for (int k = 0; k < 5; k++) {
					sum += binomial[k] * rows[(int) Mirror.index(y + k - 2, height) * width + x];
				}
				smooth[y * width + x] = sum / 16;
			}
		}
		return new Plane(name, width, height, smooth);
	}

	/**
	 * @param scale of the images that it is one of
	 * @return a copy in which outliers are filled in from their neighbours, as a network gets to see
	 *         images; the plane itself if there are none
	 */
	public Plane withoutOutliers(final PlaneScale scale) {
		if (channels > 1) return eachChannel(channel -> channel.withoutOutliers(scale));
		final OutlierFill fill = OutlierFill.of(values, width, scale);
		return fill == null ? this : new Plane(name, width, height, fill.values());
	}

	/**
	 * @param fallback the value deep inside of large gaps
	 * @return a copy in which pixels that are NaN or infinite are filled in from
	 *         their neighbours
	 */
	public Plane withoutGaps(final double fallback) {
		if (channels > 1) return eachChannel(channel -> channel.withoutGaps(fallback));
		final NonFiniteFiller filler = new NonFiniteFiller(
			(x, y) -> values[(int) (Mirror.index(y, height) * width + Mirror.index(x, width))], fallback);
		final float[] filled = values.clone();
		for (int i = 0; i < filled.length; i++) {
			if (!Float.isFinite(filled[i])) filled[i] = (float) filler.fill(i % width, i / width);
		}
		return new Plane(name, width, height, filled);
	}
}
