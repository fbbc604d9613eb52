// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import java.util.Objects;

/** How wide and high patches are, and how many channels they have. Immutable. */
public final class PatchShape {

	private final int width;
	private final int height;
	private final int channels;

	private PatchShape(final int width, final int height, final int channels) {
		if (width < 1 || height < 1 || channels < 1) {
			throw new IllegalArgumentException(
				"no patches of " + width + " x " + height + " pixels and " + channels + " channels");
		}
		this.width = width;
		this.height = height;
		this.channels = channels;
	}

	/**
	 * @param width in pixels; {@code height} likewise
	 * @throws IllegalArgumentException if a number is less than 1
	 */
	public static PatchShape of(final int width, final int height, final int channels) {
		return new PatchShape(width, height, channels);
	}

	/** As {@link #of}, for squares of one channel. */
	public static PatchShape square(final int size) {
		return new PatchShape(size, size, 1);
	}

	/** In pixels. */
	public int width() {
		return width;
	}

	/** In pixels. */
	public int height() {
		return height;
	}

	public int channels() {
		return channels;
	}

	public boolean isSquare() {
		return width == height;
	}

	/** Pixels of one channel. */
	public int area() {
		return width * height;
	}

	/** Values of all channels. */
	public int length() {
		return channels * width * height;
	}

	/** @return so many times as wide and as high */
	public PatchShape times(final int factor) {
		return new PatchShape(factor * width, factor * height, channels);
	}

	/** The shape of tensors that hold so many patches: count, channels, height, width. */
	public int[] tensor(final int count) {
		return new int[] { count, channels, height, width };
	}

	/** Whether an image of this size holds a patch. */
	public boolean fitsInto(final int imageWidth, final int imageHeight) {
		return imageWidth >= width && imageHeight >= height;
	}

	@Override
	public boolean equals(final Object other) {
		if (!(other instanceof PatchShape)) return false;
		final PatchShape shape = (PatchShape) other;
		return width == shape.width && height == shape.height && channels == shape.channels;
	}

	@Override
	public int hashCode() {
		return Objects.hash(width, height, channels);
	}

	/** Width and height, for example {@code 64 x 64}. */
	@Override
	public String toString() {
		return width + " x " + height;
	}
}
