// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.outlier;

import io.github.denoiser.normalize.PlaneScale;

/**
 * Which pixels of a plane are too far from the others to be shown to a network: hot and
 * dead pixels, beads, stars, lines, and saturated areas with what shines around them. A
 * network rings around them over its whole halo. Measured with the shipped model, one
 * pixel that is brighter than the scale by a half changes its neighbours by twice the
 * noise; filled in like a gap, by a hundredth of it.
 * <p>
 * On the normalised scale, where 0 to 1 holds nearly all pixels, a pixel is
 * <ul>
 * <li>a <b>spike</b> if it is above 1.5, and at least 0.5 above each of its eight
 * neighbours: no lens draws that;</li>
 * <li>an <b>outlier</b> if it is above 3 (2 if the scale is that of the background of
 * much brighter things), or clipped (above 1.5, no lower than its
 * neighbours, and equal to three of them), or above 1.25 and joined to one of those by
 * such pixels, in 8 steps at most: the skirt of a bead belongs to the bead;</li>
 * <li>an outlier of an <b>area</b> if outliers fill a square of 13 x 13 pixels within 8
 * pixels of it, and it is not clipped: there is noise worth removing, on a larger
 * scale.</li>
 * </ul>
 * The same holds for dark pixels, turned around (below -0.5, -2, 0). The answer for a
 * pixel depends on those within {@link #REACH} of it, and on nothing else, so that
 * tiles, regions and the whole plane agree.
 */
public final class OutlierMap {

	/** How far away a pixel can be that decides about another one. */
	public static final int REACH = 24;

	/** From here on a pixel is looked at more closely. */
	private static final double SUSPICIOUS = 1.5;
	private static final double SPIKE_STEP = 0.5;
	private static final double FAR = 3;
	/** Where the scale is that of a dark background: stars of 20 times its noise keep their light. */
	private static final double FAR_LAYERED = 2;
	private static final double SKIRT = 1;
	private static final int SKIRT_STEPS = 8;
	private static final int CLIPPED_NEIGHBOURS = 3;
	private static final int AREA_RADIUS = 6;
	private static final int RIM_RADIUS = 8;

	/** What a pixel is. */
	public enum Kind {
		/** Left to the network. */
		COMMON,
		/** Alone far above its neighbours. */
		SPIKE,
		/** One of a few, or clipped. */
		OUTLIER,
		/** One of many. */
		AREA
	}

	private static final Kind[] KINDS = Kind.values();

	/** A byte for a kind: there is one for every pixel of a large block. */
	private final byte[] kinds;

	private OutlierMap(final byte[] kinds) {
		this.kinds = kinds;
	}

	/**
	 * @param values row by row, in grey values; may hold NaN and infinite ones, which are no outliers
	 * @param scale of the whole plane
	 * @return null if there are no outliers, as in most images
	 */
	public static OutlierMap of(final float[] values, final int width, final PlaneScale scale) {
		final double offset = scale.limits().offset();
		final double range = scale.limits().scale();
		final double far = scale.isLayered() ? FAR_LAYERED : FAR;
		final double high = offset + SUSPICIOUS * range;
		final double low = offset + (1 - SUSPICIOUS) * range;
		boolean bright = false;
		boolean dark = false;
		for (final float value : values) {
			if (value > high) bright |= value < Float.POSITIVE_INFINITY;
			else if (value < low) dark |= value > Float.NEGATIVE_INFINITY;
		}
		if (!bright && !dark) return null;
		final byte[] kinds = new byte[values.length];
		boolean any = false;
		if (bright) any |= new Side(values, width, offset, range, far).mark(kinds);
		if (dark) any |= new Side(values, width, offset + range, -range, far).mark(kinds);
		return any ? new OutlierMap(kinds) : null;
	}

	/** @param index of the pixel, row by row */
	public Kind kind(final int index) {
		return KINDS[kinds[index]];
	}

	/** The bright outliers, or with a negative scale the dark ones. */
	private static final class Side {

		private final float[] values;
		private final int width;
		private final int height;
		private final double offset;
		private final double scale;
		private final double far;

		private Side(final float[] values, final int width, final double offset, final double scale, final double far) {
			this.values = values;
			this.width = width;
			height = values.length / width;
			this.offset = offset;
			this.scale = scale;
			this.far = far;
		}

		/** NaN for what is no number. */
		private double level(final int index) {
			final float value = values[index];
			return Float.isInfinite(value) ? Double.NaN : (value - offset) / scale;
		}

		/** @return whether there are any */
		private boolean mark(final byte[] kinds) {
			boolean[] seeds = null;
			boolean[] clipped = null;
			boolean any = false;
			for (int i = 0; i < values.length; i++) {
				final double level = level(i);
				if (!(level > SUSPICIOUS)) continue;
				final int x = i % width;
				final int y = i / width;
				double highest = Double.NEGATIVE_INFINITY;
				int equal = 0;
				for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
					for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
						final double neighbour = level(ny * width + nx);
						if (nx == x && ny == y || Double.isNaN(neighbour)) continue;
						highest = Math.max(highest, neighbour);
						if (neighbour == level) equal++;
					}
				}
				final boolean flat = equal >= CLIPPED_NEIGHBOURS && highest <= level;
				if (level - highest > SPIKE_STEP && highest > Double.NEGATIVE_INFINITY) {
					kinds[i] = (byte) Kind.SPIKE.ordinal();
					any = true;
				}
				else if (level > far || flat) {
					if (seeds == null) {
						seeds = new boolean[values.length];
						clipped = new boolean[values.length];
					}
					seeds[i] = true;
					clipped[i] = flat;
					any = true;
				}
			}
			if (seeds != null) grow(seeds, clipped, kinds);
			return any;
		}

		private void grow(final boolean[] seeds, final boolean[] clipped, final byte[] kinds) {
			boolean[] outliers = seeds;
			for (int step = 0; step < SKIRT_STEPS; step++) {
				outliers = Squares.dilated(outliers, width, 1);
				for (int i = 0; i < outliers.length; i++) {
					outliers[i] &= seeds[i] || level(i) > SKIRT;
				}
			}
			for (int i = 0; i < outliers.length; i++) {
				if (outliers[i]) kinds[i] = (byte) Kind.OUTLIER.ordinal();
			}
			final boolean[] cores = Squares.eroded(outliers, width, AREA_RADIUS);
			final boolean[] areas = Squares.dilated(cores, width, RIM_RADIUS);
			for (int i = 0; i < areas.length; i++) {
				if (areas[i] && outliers[i] && !clipped[i]) kinds[i] = (byte) Kind.AREA.ordinal();
			}
		}
	}
}
