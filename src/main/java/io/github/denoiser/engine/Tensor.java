// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import java.util.Arrays;

/**
 * Numbers that go into a network or come out of it: an array, and how it is laid out. The axes are batch, channel, and
 * then those of space with x last, which moves fastest:
 * {@code [((image * channels + channel) * height + y) * width + x]}. The array is shared with whoever made it, not
 * copied.
 */
public final class Tensor {

	private final float[] values;
	private final int[] shape;

	/**
	 * @param values as many as the shape has places; not copied
	 * @param shape sizes: images, channels, then space with x last
	 * @throws IllegalArgumentException if there are not as many values
	 */
	public Tensor(final float[] values, final int... shape) {
		this.values = values;
		this.shape = shape.clone();
		if (values.length != length(shape))
			throw new IllegalArgumentException(values.length + " values cannot have the shape " + Arrays.toString(shape));
	}

	/**
	 * @return how many numbers a shape has room for
	 * @throws ArithmeticException if that is more than an array holds
	 */
	public static int length(final int... shape) {
		int length = 1;
		for (final int size : shape) {
			length = Math.multiplyExact(length, size);
		}
		return length;
	}

	/** The array itself, not a copy. */
	public float[] values() {
		return values;
	}

	/** Sizes: images, channels, then space with x last. */
	public int[] shape() {
		return shape.clone();
	}

	/** @return the size along an axis: 0 for images, 1 for channels, then space */
	public int size(final int axis) {
		return shape[axis];
	}

	/** How many images. */
	public int images() {
		return shape[0];
	}

	public int channels() {
		return shape[1];
	}

	/** Size along x, the last axis. */
	public int width() {
		return shape[shape.length - 1];
	}

	/** Size along y, the last axis but one. */
	public int height() {
		return shape[shape.length - 2];
	}

	/** For messages: sizes alone. */
	@Override
	public String toString() {
		return "tensor " + Arrays.toString(shape);
	}
}
