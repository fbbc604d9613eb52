// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where in an image there is something to see: the variance of the means of 4 x 4 pixels, so that noise does not pass
 * for something. Much smaller than the image.
 */
public final class ContentMap {

	private static final int CELL = 4;

	private final int channels;
	private final int columns;
	private final int rows;
	/** Channel by channel, rows first. */
	private final float[] means;

	/** @param plane may have missing pixels */
	public ContentMap(final Plane plane) {
		channels = plane.channels();
		columns = plane.width() / CELL;
		rows = plane.height() / CELL;
		means = new float[channels * columns * rows];
		for (int c = 0; c < channels; c++) {
			for (int row = 0; row < rows; row++) {
				for (int column = 0; column < columns; column++) {
					means[(c * rows + row) * columns + column] = mean(plane,
						(c * plane.height() + row * CELL) * plane.width() + column * CELL);
				}
			}
		}
	}

	private static float mean(final Plane plane, final int start) {
		double sum = 0;
		int count = 0;
		for (int i = 0; i < CELL * CELL; i++) {
			final float value = plane.values()[start + i / CELL * plane.width() + i % CELL];
			if (!Float.isFinite(value)) continue;
			sum += value;
			count++;
		}
		return count == 0 ? Float.NaN : (float) (sum / count);
	}

	/** @return how much there is to see in a part of the image: 0 or more, of all channels together */
	public double in(final Rectangle part) {
		double content = 0;
		for (int c = 0; c < channels; c++) {
			double sum = 0;
			double squares = 0;
			int count = 0;
			for (int row = (part.y + CELL - 1) / CELL; row < Math.min(rows, (part.y + part.height) / CELL); row++) {
				for (int column = (part.x + CELL - 1) / CELL; column < Math.min(columns, (part.x + part.width) / CELL);
					column++)
				{
					final double mean = means[(c * rows + row) * columns + column];
					if (Double.isNaN(mean)) continue;
					sum += mean;
					squares += mean * mean;
					count++;
				}
			}
			if (count > 0) content += Math.max(0, squares / count - sum / count * (sum / count));
		}
		return content;
	}

	/** @return the part of that size with the most to see, among those that are half their size apart */
	public static Rectangle richest(final Plane plane, final int width, final int height) {
		final ContentMap content = new ContentMap(plane);
		Rectangle best = null;
		double most = -1;
		for (final Rectangle part : parts(new Rectangle(plane.width(), plane.height()), width, height)) {
			final double here = content.in(part);
			if (here <= most) continue;
			most = here;
			best = part;
		}
		return best;
	}

	/**
	 * Chooses a part that has its share of what there is to see, and leaves as much of it elsewhere: half of the content
	 * is in parts that have more.
	 *
	 * @param parts to choose from, at least one
	 */
	Rectangle typical(final List<Rectangle> parts) {
		final List<Rectangle> sorted = new ArrayList<>(parts);
		sorted.sort(Comparator.comparingDouble(this::in));
		final double total = sorted.stream().mapToDouble(this::in).sum();
		if (total == 0) return parts.get(parts.size() / 2);
		double sum = 0;
		for (final Rectangle part : sorted) {
			sum += in(part);
			if (sum >= total / 2) return part;
		}
		return sorted.get(sorted.size() - 1);
	}

	/** @return all parts of that size within an area, half their size apart, and those at its right and lower edge */
	static List<Rectangle> parts(final Rectangle area, final int width, final int height) {
		final List<Rectangle> parts = new ArrayList<>();
		for (final int y : starts(area.y, area.height, height)) {
			for (final int x : starts(area.x, area.width, width)) {
				parts.add(new Rectangle(x, y, width, height));
			}
		}
		return parts;
	}

	private static List<Integer> starts(final int first, final int length, final int size) {
		final List<Integer> starts = new ArrayList<>();
		for (int at = first; at + size < first + length; at += Math.max(1, size / 2)) {
			starts.add(at);
		}
		if (size <= length) starts.add(first + length - size);
		return starts;
	}
}
