// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.awt.Rectangle;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of a store's images, whole or in part: what a split into training and
 * validation makes of it. Nothing is loaded before it is needed.
 *
 * @param <T> what an image is in memory
 */
public final class StoreView<T> implements ImageStore<T> {

	/** Cuts the rectangle that starts at (x, y) out of an image, for example {@code Plane::crop}. */
	@FunctionalInterface
	public interface Cropper<T> {

		T crop(T image, int x, int y, int width, int height);
	}

	private final ImageStore<T> source;
	private final Cropper<T> cropper;
	private final List<Part> parts = new ArrayList<>();
	/** The image that a part was cut out of last, as long as memory allows: parts of one image follow each other. */
	private volatile Whole<T> last = new Whole<>(-1, null);

	/** An empty view, to add parts to. */
	public StoreView(final ImageStore<T> source, final Cropper<T> cropper) {
		this.source = source;
		this.cropper = cropper;
	}

	/** Adds a whole image of the source. */
	public StoreView<T> add(final int index) {
		return add(index, 0, 0, source.width(index), source.height(index));
	}

	/** Adds the rectangle of an image of the source that starts at (x, y). */
	public StoreView<T> add(final int index, final int x, final int y, final int width, final int height) {
		parts.add(new Part(index, x, y, width, height, List.of()));
		return this;
	}

	/**
	 * Adds a whole image of the source, of which no patch may reach into some rectangles.
	 *
	 * @param kept back; of the image
	 */
	public StoreView<T> addWithout(final int index, final List<Rectangle> kept) {
		parts.add(new Part(index, 0, 0, source.width(index), source.height(index), kept));
		return this;
	}

	@Override
	public int size() {
		return parts.size();
	}

	@Override
	public String name(final int index) {
		return source.name(parts.get(index).index);
	}

	@Override
	public int width(final int index) {
		return parts.get(index).width;
	}

	@Override
	public int height(final int index) {
		return parts.get(index).height;
	}

	@Override
	public long bytes(final int index) {
		final int whole = parts.get(index).index;
		return Math
			.round((double) source.bytes(whole) / source.width(whole) / source.height(whole) * width(index) * height(index));
	}

	@Override
	public boolean allows(final int index, final int x, final int y, final int width, final int height) {
		final Part part = parts.get(index);
		return source.allows(part.index, part.x + x, part.y + y, width, height) &&
			part.kept.stream().noneMatch(rectangle -> rectangle.intersects(part.x + x, part.y + y, width, height));
	}

	@Override
	public T load(final int index) {
		final Part part = parts.get(index);
		final boolean all = part.width == source.width(part.index) && part.height == source.height(part.index);
		return all ? source.load(part.index) : cropper.crop(whole(part.index), part.x, part.y, part.width, part.height);
	}

	private T whole(final int index) {
		final Whole<T> known = last;
		final T image = known.index == index ? known.image.get() : null;
		if (image != null) return image;
		final T loaded = source.load(index);
		last = new Whole<>(index, loaded);
		return loaded;
	}

	private static final class Whole<T> {

		private final int index;
		private final SoftReference<T> image;

		private Whole(final int index, final T image) {
			this.index = index;
			this.image = new SoftReference<>(image);
		}
	}

	private static final class Part {

		private final int index;
		private final int x;
		private final int y;
		private final int width;
		private final int height;
		private final List<Rectangle> kept;

		private Part(final int index, final int x, final int y, final int width, final int height,
			final List<Rectangle> kept)
		{
			this.index = index;
			this.x = x;
			this.y = y;
			this.width = width;
			this.height = height;
			this.kept = List.copyOf(kept);
		}
	}
}
