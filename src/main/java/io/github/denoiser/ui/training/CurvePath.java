// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.geom.Path2D;

/**
 * Builds the line of a curve. Points that share a pixel column become one stroke
 * from the lowest to the highest of them, so that ten thousand epochs are drawn as
 * fast as a hundred, and no peak is lost.
 */
final class CurvePath {

	/** Columns in user space; there may be two device pixels in each. */
	private static final double COLUMN = 0.5;

	private final Path2D path = new Path2D.Double();
	private boolean open;
	private long column = Long.MIN_VALUE;
	private double low;
	private double high;
	private double lastY;
	private int vertices;

	/** Adds a point to the right of those before; one that is not finite makes a gap. */
	void add(final double x, final double y) {
		if (!Double.isFinite(y)) {
			flush();
			open = false;
			return;
		}
		final long here = Math.round(x / COLUMN);
		if (open && here == column) {
			low = Math.min(low, y);
			high = Math.max(high, y);
			lastY = y;
			return;
		}
		flush();
		if (open) path.lineTo(x, y);
		else path.moveTo(x, y);
		vertices++;
		open = true;
		column = here;
		low = y;
		high = y;
		lastY = y;
	}

	private void flush() {
		if (!open || low == high) return;
		final double x = column * COLUMN;
		path.lineTo(x, low);
		path.lineTo(x, high);
		path.lineTo(x, lastY);
		vertices += 3;
		low = high;
	}

	/** How many points the line has, at most four a column. */
	int vertices() {
		return vertices;
	}

	/** @return the line */
	Path2D path() {
		flush();
		return path;
	}
}
