// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shape of a blind spot: which pixels are hidden together with the one to
 * predict. A single pixel suits noise that is independent from pixel to pixel; where
 * neighbours share noise, they must be hidden too, or they give it away (Broaddus et
 * al. 2020, "Removing structured noise with self-supervised blind-spot networks").
 * Immutable.
 */
public final class SpotMask {

	/** Hides the pixel alone. */
	public static final SpotMask POINT = new SpotMask((dx, dy) -> 0, 0, 1);

	/** How alike the noise of two pixels is, 0 for not at all. */
	@FunctionalInterface
	public interface Likeness {

		/** @param dx how far apart in x; {@code dy} in y; 0 or more */
		double of(int dx, int dy);
	}

	private final int reach;
	private final boolean[] hidden;

	/**
	 * Hides every pixel whose noise is like that of the one to predict.
	 *
	 * @param likeness of the noise at two pixels
	 * @param reach the farthest to look, in pixels along x and along y
	 * @param threshold what is more alike than this is hidden
	 */
	public SpotMask(final Likeness likeness, final int reach, final double threshold) {
		this.reach = reach;
		hidden = new boolean[edge() * edge()];
		for (int dy = -reach; dy <= reach; dy++) {
			for (int dx = -reach; dx <= reach; dx++) {
				hidden[(dy + reach) * edge() + dx + reach] = dx == 0 && dy == 0 ||
					likeness.of(Math.abs(dx), Math.abs(dy)) > threshold;
			}
		}
	}

	/** The farthest hidden pixel may be so far away, along x or y. */
	int reach() {
		return reach;
	}

	/** @return whether the pixel at (dx, dy) from the one to predict is hidden */
	boolean hides(final int dx, final int dy) {
		return Math.abs(dx) <= reach && Math.abs(dy) <= reach && hidden[(dy + reach) * edge() + dx + reach];
	}

	/** The hidden pixels, each as {@code dx, dy}. */
	List<int[]> offsets() {
		final List<int[]> offsets = new ArrayList<>();
		for (int dy = -reach; dy <= reach; dy++) {
			for (int dx = -reach; dx <= reach; dx++) {
				if (hides(dx, dy)) offsets.add(new int[] { dx, dy });
			}
		}
		return Collections.unmodifiableList(offsets);
	}

	private int edge() {
		return 2 * reach + 1;
	}

	/** For example {@code 1 pixel} or {@code 13 pixels, 5 wide and 5 high}. */
	@Override
	public String toString() {
		final List<int[]> offsets = offsets();
		if (offsets.size() == 1) return "1 pixel";
		final int width = 2 * offsets.stream().mapToInt(offset -> offset[0]).max().getAsInt() + 1;
		final int height = 2 * offsets.stream().mapToInt(offset -> offset[1]).max().getAsInt() + 1;
		return offsets.size() + " pixels, " + width + " wide and " + height + " high";
	}
}
