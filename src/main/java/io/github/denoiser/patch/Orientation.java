// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.Plane;

/**
 * The eight ways to lay a square down, four of which do for other rectangles: four quarter turns, each mirrored or not.
 */
enum Orientation {

	UPRIGHT(false, false, false), MIRRORED(true, false, false), FLIPPED(false, true, false), HALF_TURN(true, true, false),
	TRANSPOSED(false, false, true), LEFT_TURN(true, false, true), RIGHT_TURN(false, true, true),
	ANTI_TRANSPOSED(true, true, true);

	private final boolean mirrorX;
	private final boolean mirrorY;
	private final boolean swap;

	Orientation(final boolean mirrorX, final boolean mirrorY, final boolean swap) {
		this.mirrorX = mirrorX;
		this.mirrorY = mirrorY;
		this.swap = swap;
	}

	/** Whether rows become columns. */
	boolean isTransposed() {
		return swap;
	}

	/**
	 * Copies the part of the plane that starts at (x, y), laid down this way.
	 *
	 * @param shape of the part; a square if this {@link #isTransposed}
	 */
	void copy(final Plane plane, final int x, final int y, final PatchShape shape, final float[] patch) {
		final float[] values = plane.values();
		final int stepX = swap ? plane.width() : 1;
		final int stepY = swap ? 1 : plane.width();
		int start = y * plane.width() + x;
		if (mirrorX) start += (shape.width() - 1) * stepX;
		if (mirrorY) start += (shape.height() - 1) * stepY;
		int to = 0;
		for (int c = 0; c < shape.channels(); c++) {
			for (int row = 0; row < shape.height(); row++) {
				int from = start + (mirrorY ? -row : row) * stepY;
				for (int column = 0; column < shape.width(); column++, to++) {
					patch[to] = values[from];
					from += mirrorX ? -stepX : stepX;
				}
			}
			start += plane.width() * plane.height();
		}
	}
}
