package io.github.denoiser.patch;

import java.util.List;
import java.util.Random;

/**
 * Picks places to cut patches at, and a way to lay them down. Every place of
 * every image is equally likely, whatever the images' sizes.
 */
final class PatchPicker {

	private final List<Sample> samples;
	private final int patchSize;
	/** How many patch positions the samples up to each one hold together. */
	private final long[] positions;

	private Sample sample;
	private int x;
	private int y;
	private Orientation orientation;

	/** @param samples at least one, each at least {@code patchSize} wide and high */
	PatchPicker(final List<Sample> samples, final int patchSize) {
		this.samples = List.copyOf(samples);
		this.patchSize = patchSize;
		positions = new long[samples.size()];
		long sum = 0;
		for (int i = 0; i < positions.length; i++) {
			final Sample image = samples.get(i);
			if (image.width() < patchSize || image.height() < patchSize) {
				throw new IllegalArgumentException(image.name() + " is smaller than a patch");
			}
			sum += (image.width() - patchSize + 1L) * (image.height() - patchSize + 1L);
			positions[i] = sum;
		}
		if (sum == 0) throw new IllegalArgumentException("no images to cut patches from");
	}

	int patchSize() {
		return patchSize;
	}

	/** Picks the next place. */
	void next(final Random random) {
		final long position = (long) (random.nextDouble() * positions[positions.length - 1]);
		int index = 0;
		while (positions[index] <= position) {
			index++;
		}
		sample = samples.get(index);
		final long within = position - (index == 0 ? 0 : positions[index - 1]);
		final int columns = sample.width() - patchSize + 1;
		x = (int) (within % columns);
		y = (int) (within / columns);
		orientation = Orientation.values()[random.nextInt(Orientation.values().length)];
	}

	/** Copies what is at the place that was picked last. */
	void copyImage(final float[] patch) {
		orientation.copy(sample.image(), x, y, patchSize, patch);
	}

	/** Copies what the partner holds there. */
	void copyPartner(final float[] patch) {
		orientation.copy(sample.partner(), x, y, patchSize, patch);
	}

	/** Whether rows have become columns. */
	boolean isTransposed() {
		return orientation.isTransposed();
	}
}
