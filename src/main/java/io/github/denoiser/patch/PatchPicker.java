package io.github.denoiser.patch;

import java.util.Random;

/** Picks places to cut patches at, and one of eight ways to lay each down. */
final class PatchPicker {

	private final ImageWindow<Sample> images;
	private Place<Sample> place;
	private Orientation orientation;

	PatchPicker(final ImageWindow<Sample> images) {
		this.images = images;
	}

	int patchSize() {
		return images.patchSize();
	}

	/** Picks the next place. */
	void next(final Random random) {
		place = images.next(random);
		orientation = Orientation.values()[random.nextInt(Orientation.values().length)];
	}

	/** Copies what is at the place that was picked last. */
	void copyImage(final float[] patch) {
		orientation.copy(place.image().image(), place.x(), place.y(), patchSize(), patch);
	}

	/** Copies what the partner holds there. */
	void copyPartner(final float[] patch) {
		orientation.copy(place.image().partner(), place.x(), place.y(), patchSize(), patch);
	}

	/** Whether rows have become columns. */
	boolean isTransposed() {
		return orientation.isTransposed();
	}
}
