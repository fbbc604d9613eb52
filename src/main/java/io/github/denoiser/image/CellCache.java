// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import java.util.LinkedHashMap;
import java.util.Map;

import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;

/**
 * The cells of an image that are read or computed when somebody looks at them. Only
 * so many are kept; those that nobody looked at for longest go first. Thread-safe: two
 * threads that miss a cell at once may both load it.
 *
 * @param <A> holds the pixels of a cell
 */
public final class CellCache<A extends DataAccess> implements LazyCellImg.Get<Cell<A>> {

	private final CellGrid grid;
	private final Loader<A> loader;
	private final Map<Long, Cell<A>> cells;

	/**
	 * @param dimensions of the image in pixels
	 * @param cellSize of a cell in pixels; those at the end of an axis are smaller
	 * @param maxCells how many are kept, at least 1
	 */
	public CellCache(final long[] dimensions, final int[] cellSize, final int maxCells, final Loader<A> loader) {
		grid = new CellGrid(dimensions, cellSize);
		this.loader = loader;
		cells = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(final Map.Entry<Long, Cell<A>> eldest) {
				return size() > maxCells;
			}
		};
	}

	/** Reads or computes the pixels of a cell. */
	@FunctionalInterface
	public interface Loader<A> {

		/**
		 * @param min the cell's first pixel
		 * @param size of the cell, in pixels
		 * @return the pixels, the first axis runs fastest
		 */
		A load(long[] min, int[] size);
	}

	/** @return the image that looks at the cells */
	public <T extends NativeType<T>> LazyCellImg<T, A> image(final T type) {
		return new LazyCellImg<>(grid, type, this);
	}

	@Override
	public Cell<A> get(final long index) {
		synchronized (cells) {
			final Cell<A> known = cells.get(index);
			if (known != null) return known;
		}
		final long[] min = new long[grid.numDimensions()];
		final int[] size = new int[grid.numDimensions()];
		grid.getCellDimensions(index, min, size);
		final Cell<A> cell = new Cell<>(size, min, loader.load(min, size));
		synchronized (cells) {
			cells.put(index, cell);
		}
		return cell;
	}

	/** How many cells are kept now. */
	public int size() {
		synchronized (cells) {
			return cells.size();
		}
	}
}
