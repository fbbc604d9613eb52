// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

/**
 * Shape of a node's output, without the batch: a map of channels x height x
 * width, whose height and width may be free, or a vector. Immutable.
 */
final class Shape {

	private final int channels;
	private final int width;
	private final int height;

	private Shape(final int channels, final int width, final int height) {
		this.channels = channels;
		this.width = width;
		this.height = height;
	}

	/** A map of any width and height. */
	static Shape free(final int channels) {
		return new Shape(channels, 0, 0);
	}

	/** A map of one width and height, both at least 1. */
	static Shape fixed(final int channels, final int width, final int height) {
		if (width < 1 || height < 1) throw new IllegalArgumentException("a map of " + width + " x " + height + " pixels");
		return new Shape(channels, width, height);
	}

	static Shape vector(final int length) {
		return new Shape(length, -1, -1);
	}

	/** Channels of a map, length of a vector. */
	int channels() {
		return channels;
	}

	/** 0 if free. */
	int width() {
		return Math.max(0, width);
	}

	/** 0 if free. */
	int height() {
		return Math.max(0, height);
	}

	boolean isFixed() {
		return width > 0;
	}

	boolean isVector() {
		return width < 0;
	}

	/** The same size with other channels. */
	Shape channels(final int count) {
		return new Shape(count, width, height);
	}

	/** As seen through a stride. */
	Shape dividedBy(final int stride) {
		if (!isFixed()) return this;
		if (width % stride != 0 || height % stride != 0) {
			throw new IllegalArgumentException(this + " cannot be divided by a stride of " + stride);
		}
		return fixed(channels, width / stride, height / stride);
	}

	Shape multipliedBy(final int stride) {
		return isFixed() ? fixed(channels, width * stride, height * stride) : this;
	}

	/** How many numbers it holds; only of what is not free. */
	int length() {
		if (isVector()) return channels;
		if (!isFixed()) throw new IllegalStateException("the size is free");
		return Math.multiplyExact(channels, Math.multiplyExact(width, height));
	}

	boolean isSameAs(final Shape other) {
		return channels == other.channels && isSameSizeAs(other);
	}

	boolean isSameSizeAs(final Shape other) {
		return width == other.width && height == other.height;
	}

	@Override
	public String toString() {
		if (isVector()) return "vector of " + channels;
		return channels + " channels" + (isFixed() ? " of " + width + " x " + height : "");
	}
}
