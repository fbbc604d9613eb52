package io.github.denoiser.patch;

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
}
