// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;

/**
 * The overlay of a result: what was drawn on the slices that it has, and on all
 * slices. Marks of slices that were left out are left out too, as they would lie on
 * other slices now.
 */
final class ResultOverlay {

	private static final int EVERYWHERE = 0;

	private final ImagePlanes<?> input;
	private final int slicesDone;

	private ResultOverlay(final ImagePlanes<?> input, final int slicesDone) {
		this.input = input;
		this.slicesDone = slicesDone;
	}

	/**
	 * @param input with an overlay
	 * @param slicesDone how many of its slices the result has
	 * @return an overlay of the same look, whose marks are copies
	 */
	static Overlay of(final ImagePlanes<?> input, final int slicesDone) {
		final Overlay overlay = input.image().getOverlay().duplicate();
		final ResultOverlay places = new ResultOverlay(input, slicesDone);
		for (int i = overlay.size() - 1; i >= 0; i--) {
			if (!places.move(overlay.get(i))) overlay.remove(i);
		}
		return overlay;
	}

	/** @return whether the result has a slice that the mark is on */
	private boolean move(final Roi mark) {
		return mark.hasHyperStackPosition() ? moveInHyperstack(mark) : moveInStack(mark);
	}

	private boolean moveInStack(final Roi mark) {
		if (mark.getPosition() <= EVERYWHERE) return true;
		for (int i = 0; i < slicesDone; i++) {
			if (input.slice(i) != mark.getPosition()) continue;
			mark.setPosition(slicesDone == 1 ? EVERYWHERE : i + 1);
			return true;
		}
		return false;
	}

	private boolean moveInHyperstack(final Roi mark) {
		final ImagePlus image = input.image();
		for (int i = 0; i < slicesDone; i++) {
			final int[] place = image.convertIndexToPosition(input.slice(i));
			if (!isAt(mark.getCPosition(), place[0]) || !isAt(mark.getZPosition(), place[1]) ||
				!isAt(mark.getTPosition(), place[2])) continue;
			if (slicesDone == 1) mark.setPosition(EVERYWHERE);
			else if (input.channels() < image.getNChannels())
				mark.setPosition(EVERYWHERE, mark.getZPosition(), mark.getTPosition());
			return true;
		}
		return false;
	}

	private static boolean isAt(final int wanted, final int place) {
		return wanted == EVERYWHERE || wanted == place;
	}
}
