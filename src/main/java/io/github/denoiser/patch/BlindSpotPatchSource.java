// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

import io.github.denoiser.region.PatchShape;

/**
 * Learning from noisy images alone (Krull et al. 2019, "Noise2Void"): some pixels
 * are hidden, and the network must tell them from what surrounds them. It cannot
 * predict their noise, which is independent of the surroundings, so it learns the
 * signal. Only hidden pixels count in the loss. A hidden pixel shows the median of
 * its visible neighbourhood (Hoeck et al. 2022, "N2V2"): a random neighbour, as in
 * the first paper, leads to checkerboards.
 */
public final class BlindSpotPatchSource implements PatchSource {

	/** One spot to predict in each cell of so many pixels width and height, for a mask of one pixel. */
	private static final int CELL = 4;
	/** How far the median reaches beyond the mask: 5 x 5 pixels for a mask of one, as in N2V2. */
	private static final int AROUND = 2;

	private final PatchPicker picker;
	private final SpotMask upright;
	private final int cell;
	/** Which pixels of the patch at hand are hidden, the same in all channels: noise may be shared by them. */
	private final boolean[] hidden;

	/** @param picker of noisy images */
	public BlindSpotPatchSource(final PatchPicker picker, final SpotMask mask) {
		this.picker = picker;
		upright = mask;
		cell = CELL + 2 * mask.reach();
		hidden = new boolean[picker.patchShape().area()];
	}

	@Override
	public PatchShape patchShape() {
		return picker.patchShape();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.target());
		System.arraycopy(pair.target(), 0, pair.input(), 0, pair.target().length);
		final PatchShape shape = pair.shape();
		final int columns = Math.max(1, shape.width() / cell);
		final int rows = Math.max(1, shape.height() / cell);
		final List<int[]> spots = new ArrayList<>();
		for (int cy = 0; cy < rows; cy++) {
			for (int cx = 0; cx < columns; cx++) {
				// Cells differ by a pixel in size where the patch is no multiple of them.
				spots
					.add(new int[] { position(random, shape.width(), cx, columns), position(random, shape.height(), cy, rows) });
			}
		}
		Arrays.fill(pair.weight(), 0);
		Arrays.fill(hidden, false);
		for (final int[] spot : spots) {
			for (int c = 0; c < shape.channels(); c++) {
				pair.weight()[c * shape.area() + spot[1] * shape.width() + spot[0]] = (float) shape.area() / spots.size();
			}
			eachHidden(spot, shape, at -> hidden[at] = true);
		}
		for (final int[] spot : spots) {
			for (int c = 0; c < shape.channels(); c++) {
				final int first = c * shape.area();
				final float shown = median(pair.target(), first, shape, spot);
				eachHidden(spot, shape, at -> pair.input()[first + at] = shown);
			}
		}
	}

	private static int position(final Random random, final int size, final int index, final int cells) {
		final int start = size * index / cells;
		return start + random.nextInt(size * (index + 1) / cells - start);
	}

	private void eachHidden(final int[] spot, final PatchShape shape, final IntConsumer action) {
		for (final int[] offset : upright.offsets()) {
			final int x = spot[0] + (picker.isTransposed() ? offset[1] : offset[0]);
			final int y = spot[1] + (picker.isTransposed() ? offset[0] : offset[1]);
			if (x >= 0 && y >= 0 && x < shape.width() && y < shape.height()) action.accept(y * shape.width() + x);
		}
	}

	/** The median of what is visible around a spot; of all that is visible if everything around is hidden. */
	private float median(final float[] values, final int first, final PatchShape shape, final int[] spot) {
		final int w = shape.width();
		final int h = shape.height();
		for (int radius = upright.reach() + AROUND;; radius *= 2) {
			final float[] around = new float[(2 * radius + 1) * (2 * radius + 1)];
			int count = 0;
			for (int y = Math.max(0, spot[1] - radius); y <= Math.min(h - 1, spot[1] + radius); y++) {
				for (int x = Math.max(0, spot[0] - radius); x <= Math.min(w - 1, spot[0] + radius); x++) {
					if (!hidden[y * w + x]) around[count++] = values[first + y * w + x];
				}
			}
			if (count == 0 && radius < Math.max(w, h)) continue;
			if (count == 0) return 0;
			Arrays.sort(around, 0, count);
			return count % 2 == 1 ? around[count / 2] : (around[count / 2 - 1] + around[count / 2]) / 2;
		}
	}
}
