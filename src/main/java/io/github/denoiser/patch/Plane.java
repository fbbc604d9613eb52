package io.github.denoiser.patch;

import io.github.denoiser.region.GapFiller;
import io.github.denoiser.region.Mirror;

/**
 * A 2-D image in memory: {@code values[y * width + x]}, usually on the
 * normalised scale of 0 to 1. The array is shared: treat it as read-only.
 */
public final class Plane {

	private final String name;
	private final int width;
	private final int height;
	private final float[] values;

	/**
	 * @param name what the user would call it: a file or a slice
	 * @throws IllegalArgumentException if the array does not hold width * height
	 *           values
	 */
	public Plane(final String name, final int width, final int height, final float[] values) {
		if (width < 1 || height < 1 || values.length != (long) width * height) {
			throw new IllegalArgumentException(values.length + " values do not make " + width + " x " + height);
		}
		this.name = name;
		this.width = width;
		this.height = height;
		this.values = values;
	}

	public String name() {
		return name;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	public float[] values() {
		return values;
	}

	/** @return a copy of the rectangle that starts at (x, y) */
	public Plane crop(final int x, final int y, final int w, final int h) {
		final float[] copy = new float[w * h];
		for (int row = 0; row < h; row++) {
			System.arraycopy(values, (y + row) * width + x, copy, row * w, w);
		}
		return new Plane(name, w, h, copy);
	}

	/** @return the square of edge {@code size} around the middle, mirrored where it reaches beyond the plane */
	public Plane mirroredMiddle(final int size) {
		final float[] square = new float[size * size];
		for (int y = 0; y < size; y++) {
			final int row = (int) Mirror.index((height - size) / 2 + y, height) * width;
			for (int x = 0; x < size; x++) {
				square[y * size + x] = values[row + (int) Mirror.index((width - size) / 2 + x, width)];
			}
		}
		return new Plane(name, size, size, square);
	}

	/** @return a copy smoothed over 5 x 5 pixels with binomial weights (about a Gaussian of sigma 1), mirrored at its edges */
	public Plane blurred() {
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
	 * @param fallback the value deep inside of large gaps
	 * @return a copy in which pixels that are NaN or infinite are filled in from
	 *         their neighbours
	 */
	public Plane withoutGaps(final double fallback) {
		final GapFiller filler = new GapFiller((x, y) -> values[(int) (Mirror.index(y, height) * width + Mirror.index(x,
			width))], fallback);
		final float[] filled = values.clone();
		for (int i = 0; i < filled.length; i++) {
			if (!Float.isFinite(filled[i])) filled[i] = (float) filler.fill(i % width, i / width);
		}
		return new Plane(name, width, height, filled);
	}
}
