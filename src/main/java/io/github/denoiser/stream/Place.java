// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.stream;

/**
 * Where a patch starts, in which image. Immutable.
 *
 * @param <T> what an image is in memory
 */
public final class Place<T> {

	private final T image;
	private final int x;
	private final int y;

	Place(final T image, final int x, final int y) {
		this.image = image;
		this.x = x;
		this.y = y;
	}

	public T image() {
		return image;
	}

	/** Left edge of the patch; all of it lies inside of the image. */
	public int x() {
		return x;
	}

	/** Upper edge of the patch. */
	public int y() {
		return y;
	}
}
