// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

/** Size of a pixel and time between frames, as a file's description says. Immutable. */
public final class Spacing {

	/** What lengths are in if the size of a pixel is not known. */
	public static final String PIXEL = "pixel";

	private final double width;
	private final double height;
	private final double depth;
	private final String unit;
	private final double interval;

	Spacing(final double width, final double height, final double depth, final String unit, final double interval) {
		this.width = width;
		this.height = height;
		this.depth = depth;
		this.unit = unit;
		this.interval = interval;
	}

	/** @return width of a pixel in {@link #unit()} */
	public double width() {
		return width;
	}

	/** @return height of a pixel in {@link #unit()} */
	public double height() {
		return height;
	}

	/** @return distance of two z-slices in {@link #unit()} */
	public double depth() {
		return depth;
	}

	/** @return of the lengths; {@link #PIXEL} if they are not known */
	public String unit() {
		return unit;
	}

	/** @return seconds between two frames; 0 if not known */
	public double interval() {
		return interval;
	}
}
