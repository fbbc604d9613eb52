package io.github.denoiser.patch;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

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
	private static final int CELL = Integer.getInteger("cell", 8);
	/** How far the median reaches beyond the mask: 5 x 5 pixels for a mask of one, as in N2V2. */
	private static final int AROUND = 2;

	private final PatchPicker picker;
	private final SpotMask upright;
	private final int cell;

	/**
	 * @param samples noisy images, at least one, each at least {@code patchSize} wide
	 *          and high
	 */
	public BlindSpotPatchSource(final List<Sample> samples, final SpotMask mask, final int patchSize) {
		picker = new PatchPicker(samples, patchSize);
		upright = mask;
		cell = CELL + mask.reach();
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
		Arrays.fill(pair.weight(), 0);
		final int size = pair.size();
		final int cells = Math.max(1, size / cell);
		final float weight = (float) pair.weight().length / (cells * cells);
		for (int cy = 0; cy < cells; cy++) {
			for (int cx = 0; cx < cells; cx++) {
				// Cells differ by a pixel in size where the patch is no multiple of them.
				final int x = size * cx / cells + random.nextInt(size * (cx + 1) / cells - size * cx / cells);
				final int y = size * cy / cells + random.nextInt(size * (cy + 1) / cells - size * cy / cells);
				pair.weight()[y * size + x] = weight;
				hide(pair, x, y);
			}
		}
	}

	private void hide(final PatchPair pair, final int x, final int y) {
		final int size = pair.size();
		final float shown = median(pair.target(), size, x, y);
		for (final int[] offset : upright.offsets()) {
			final int i = x + (picker.isTransposed() ? offset[1] : offset[0]);
			final int j = y + (picker.isTransposed() ? offset[0] : offset[1]);
			if (i >= 0 && j >= 0 && i < size && j < size) pair.input()[j * size + i] = shown;
		}
	}

	/** The median of what the mask leaves visible around (x, y). */
	private float median(final float[] values, final int size, final int x, final int y) {
		final int radius = upright.reach() + AROUND;
		final float[] around = new float[(2 * radius + 1) * (2 * radius + 1)];
		int count = 0;
		for (int j = Math.max(0, y - radius); j <= Math.min(size - 1, y + radius); j++) {
			for (int i = Math.max(0, x - radius); i <= Math.min(size - 1, x + radius); i++) {
				final boolean hidden = picker.isTransposed() ? upright.hides(j - y, i - x) : upright.hides(i - x, j - y);
				if (!hidden) around[count++] = values[j * size + i];
			}
		}
		Arrays.sort(around, 0, count);
		return count % 2 == 1 ? around[count / 2] : (around[count / 2 - 1] + around[count / 2]) / 2;
	}
}
