package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

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
	/** Which pixels of the patch at hand are hidden. */
	private final boolean[] hidden;

	/** @param picker of noisy images */
	public BlindSpotPatchSource(final PatchPicker picker, final SpotMask mask) {
		this.picker = picker;
		upright = mask;
		cell = CELL + 2 * mask.reach();
		hidden = new boolean[picker.patchSize() * picker.patchSize()];
	}

	@Override
	public int patchSize() {
		return picker.patchSize();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.target());
		System.arraycopy(pair.target(), 0, pair.input(), 0, pair.target().length);
		final int size = pair.size();
		final int cells = Math.max(1, size / cell);
		final List<int[]> spots = new ArrayList<>();
		for (int cy = 0; cy < cells; cy++) {
			for (int cx = 0; cx < cells; cx++) {
				// Cells differ by a pixel in size where the patch is no multiple of them.
				spots.add(new int[] { position(random, size, cx, cells), position(random, size, cy, cells) });
			}
		}
		pair.setTargetVariance(Double.NaN);
		Arrays.fill(pair.weight(), 0);
		Arrays.fill(hidden, false);
		for (final int[] spot : spots) {
			pair.weight()[spot[1] * size + spot[0]] = (float) pair.weight().length / spots.size();
			eachHidden(spot, size, at -> hidden[at] = true);
		}
		for (final int[] spot : spots) {
			final float shown = median(pair.target(), size, spot);
			eachHidden(spot, size, at -> pair.input()[at] = shown);
		}
	}

	private static int position(final Random random, final int size, final int index, final int cells) {
		final int start = size * index / cells;
		return start + random.nextInt(size * (index + 1) / cells - start);
	}

	private void eachHidden(final int[] spot, final int size, final IntConsumer action) {
		for (final int[] offset : upright.offsets()) {
			final int x = spot[0] + (picker.isTransposed() ? offset[1] : offset[0]);
			final int y = spot[1] + (picker.isTransposed() ? offset[0] : offset[1]);
			if (x >= 0 && y >= 0 && x < size && y < size) action.accept(y * size + x);
		}
	}

	/** The median of what is visible around a spot; of all that is visible if everything around is hidden. */
	private float median(final float[] values, final int size, final int[] spot) {
		for (int radius = upright.reach() + AROUND;; radius *= 2) {
			final float[] around = new float[(2 * radius + 1) * (2 * radius + 1)];
			int count = 0;
			for (int y = Math.max(0, spot[1] - radius); y <= Math.min(size - 1, spot[1] + radius); y++) {
				for (int x = Math.max(0, spot[0] - radius); x <= Math.min(size - 1, spot[0] + radius); x++) {
					if (!hidden[y * size + x]) around[count++] = values[y * size + x];
				}
			}
			if (count == 0 && radius < size) continue;
			if (count == 0) return 0;
			Arrays.sort(around, 0, count);
			return count % 2 == 1 ? around[count / 2] : (around[count / 2 - 1] + around[count / 2]) / 2;
		}
	}
}
