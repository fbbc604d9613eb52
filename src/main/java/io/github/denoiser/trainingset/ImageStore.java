// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.ImageSource;
import io.github.denoiser.progress.CancelToken;

/**
 * Images to train on, loaded when they are needed. Sizes are known without
 * loading. Calls come one at a time, from any thread.
 *
 * @param <T> what an image is in memory: a {@link Plane}, or several that belong
 *          together and have one size
 */
public interface ImageStore<T> extends ImageSource {

	/** In pixels. */
	int width(int index);

	/** In pixels. */
	int height(int index);

	@Override
	default long[] dimensions(final int index) {
		return new long[] { width(index), height(index) };
	}

	/** How much memory the image takes when it is loaded; by default that of one {@link Plane}. */
	default long bytes(final int index) {
		return (long) Float.BYTES * width(index) * height(index);
	}

	/** How much memory all images take when they are loaded. */
	default long bytes() {
		long bytes = 0;
		for (int i = 0; i < size(); i++) {
			bytes += bytes(i);
		}
		return bytes;
	}

	/**
	 * Whether a patch may be cut out of an image there; no, if it would hold what is kept back for validation.
	 *
	 * @param x of its left edge, in pixels; {@code y} of its upper one
	 */
	default boolean allows(final int index, final int x, final int y, final int width, final int height) {
		return true;
	}

	/**
	 * @return the image, of the size that was promised
	 * @throws DenoiserException if it cannot be read; others may still be
	 */
	T load(int index);

	/**
	 * @return the first image that can be read
	 * @throws DenoiserException if none can
	 */
	default T loadFirst() {
		DenoiserException problem = new DenoiserException("There are no images.");
		for (int i = 0; i < size(); i++) {
			try {
				return load(i);
			}
			catch (final DenoiserException e) {
				problem = e;
			}
		}
		throw problem;
	}

	/**
	 * Loads images that are evenly spread, and passes over those that cannot be read.
	 *
	 * @param most of them
	 * @param action is given each
	 */
	default void forSome(final int most, final Consumer<? super T> action) {
		final int count = Math.min(most, size());
		for (int i = 0; i < count; i++) {
			final T image;
			try {
				image = load((int) ((long) size() * i / count));
			}
			catch (final DenoiserException e) {
				// Whoever draws patches of it will be told.
				continue;
			}
			action.accept(image);
		}
	}

	/**
	 * Loads all images.
	 *
	 * @param cancel seen before every image
	 * @return the same images, in memory
	 * @throws DenoiserException if one of them cannot be read
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	default ImageStore<T> inMemory(final CancelToken cancel) {
		final List<T> loaded = new ArrayList<>();
		for (int i = 0; i < size(); i++) {
			cancel.throwIfCancelled();
			loaded.add(load(i));
		}
		return new DerivedStore<>(this, this::bytes, loaded::get);
	}

	/**
	 * @param change keeps size and memory; called when an image is loaded, on the thread
	 *          that loads it
	 * @return the same images, changed
	 */
	default <R> ImageStore<R> map(final Function<? super T, ? extends R> change) {
		return map(1, change);
	}

	/**
	 * @param times how many times as much memory the changed images take
	 * @param change keeps the size; called when an image is loaded, on the thread that loads
	 *          it
	 * @return the same images, changed
	 */
	default <R> ImageStore<R> map(final int times, final Function<? super T, ? extends R> change) {
		return new DerivedStore<>(this, index -> times * bytes(index), index -> change.apply(load(index)));
	}

	/**
	 * Puts two stores' images together, the first with the first, and so on.
	 *
	 * @return a store with the names of these images
	 * @throws DenoiserException if the stores differ in the number of their images, or
	 *           two partners in size
	 */
	default <P, R> ImageStore<R> with(final ImageStore<P> partners,
		final BiFunction<? super T, ? super P, ? extends R> join)
	{
		if (size() != partners.size()) {
			throw new DenoiserException(
				"There are " + size() + " images and " + partners.size() + " partners. Choose as many of both.");
		}
		for (int i = 0; i < size(); i++) {
			if (width(i) == partners.width(i) && height(i) == partners.height(i)) continue;
			throw new DenoiserException(
				"\"" + name(i) + "\" has " + width(i) + " x " + height(i) + " pixels, and its partner \"" + partners.name(i) +
					"\" has " + partners.width(i) + " x " + partners.height(i) + ". Choose pairs of one size.");
		}
		return new DerivedStore<>(this, index -> bytes(index) + partners.bytes(index),
			index -> join.apply(load(index), partners.load(index)));
	}
}
