package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Parts of a store's planes, changed on the way: what a split into training and
 * validation, and normalisation, make of it. Nothing is loaded before it is needed.
 */
public final class StoreView implements ImageStore<Plane> {

	private final ImageStore<Plane> source;
	private final List<Part> parts = new ArrayList<>();
	private UnaryOperator<Plane> change = UnaryOperator.identity();

	/** An empty view; add parts. */
	public StoreView(final ImageStore<Plane> source) {
		this.source = source;
	}

	/** @return a view of all planes of a store, changed when they are loaded */
	public static StoreView changed(final ImageStore<Plane> source, final UnaryOperator<Plane> change) {
		final StoreView view = new StoreView(source);
		for (int i = 0; i < source.size(); i++) {
			view.add(i);
		}
		view.change = change;
		return view;
	}

	/** Adds a whole plane of the source. */
	public StoreView add(final int index) {
		return add(index, 0, 0, source.width(index), source.height(index));
	}

	/** Adds the rectangle of a plane of the source that starts at (x, y). */
	public StoreView add(final int index, final int x, final int y, final int width, final int height) {
		parts.add(new Part(index, x, y, width, height));
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
	public Plane load(final int index) {
		final Part part = parts.get(index);
		final Plane whole = source.load(part.index);
		final boolean all = part.width == whole.width() && part.height == whole.height();
		return change.apply(all ? whole : whole.crop(part.x, part.y, part.width, part.height));
	}

	private static final class Part {

		private final int index;
		private final int x;
		private final int y;
		private final int width;
		private final int height;

		private Part(final int index, final int x, final int y, final int width, final int height) {
			this.index = index;
			this.x = x;
			this.y = y;
			this.width = width;
			this.height = height;
		}
	}
}
