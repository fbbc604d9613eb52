package io.github.denoiser.patch;

/** The eight ways to lay a square down: four quarter turns, each mirrored or not. */
enum Orientation {

	UPRIGHT(false, false, false), MIRRORED(true, false, false), FLIPPED(false, true, false), HALF_TURN(true, true,
			false), TRANSPOSED(false, false, true), LEFT_TURN(true, false, true), RIGHT_TURN(false, true,
				true), ANTI_TRANSPOSED(true, true, true);

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

	/** Copies the square of edge {@code size} that starts at (x, y), laid down this way. */
	void copy(final Plane plane, final int x, final int y, final int size, final float[] square) {
		final float[] values = plane.values();
		final int stepX = swap ? plane.width() : 1;
		final int stepY = swap ? 1 : plane.width();
		int start = y * plane.width() + x;
		if (mirrorX) start += (size - 1) * stepX;
		if (mirrorY) start += (size - 1) * stepY;
		for (int row = 0, to = 0; row < size; row++) {
			int from = start + (mirrorY ? -row : row) * stepY;
			for (int column = 0; column < size; column++, to++) {
				square[to] = values[from];
				from += mirrorX ? -stepX : stepX;
			}
		}
	}
}
