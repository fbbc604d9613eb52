package io.github.denoiser.patch;

import io.github.denoiser.config.DenoiserException;

/**
 * Images to train on, loaded when they are needed. Sizes are known without
 * loading. Calls come one at a time, from any thread.
 *
 * @param <T> what an image is in memory: a {@link Plane}, or several that belong
 *          together and have one size
 */
public interface ImageStore<T> {

	/** How many images there are. */
	int size();

	/**
	 * What the user would call the image: a file or a slice.
	 *
	 * @param index from 0
	 */
	String name(int index);

	/** In pixels. */
	int width(int index);

	/** In pixels. */
	int height(int index);

	/** How much memory the image takes when it is loaded; by default that of one {@link Plane}. */
	default long bytes(final int index) {
		return (long) Float.BYTES * width(index) * height(index);
	}

	/**
	 * @return the image, of the size that was promised
	 * @throws DenoiserException if it cannot be read; others may still be
	 */
	T load(int index);
}
