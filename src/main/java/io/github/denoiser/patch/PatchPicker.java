// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Arrays;
import java.util.Random;

import io.github.denoiser.region.PatchShape;
import io.github.denoiser.stream.Place;
import io.github.denoiser.stream.StreamingImages;
import io.github.denoiser.trainingset.Sample;

/**
 * Picks places to cut patches at, and how to lay each down: one of eight ways (of four,
 * if patches are not square), which makes as many images of each, or upright only, for images in which up and down mean
 * something and all are seen the same way (digits, faces, radiographs).
 */
public final class PatchPicker {

	private static final Orientation[] ALL = Orientation.values();
	/** Those that keep width and height. */
	private static final Orientation[] SAME_SIZE = Arrays.stream(ALL).filter(one -> !one.isTransposed())
		.toArray(Orientation[]::new);
	private static final Orientation[] UPRIGHT = { Orientation.UPRIGHT };

	private final StreamingImages<Sample> images;
	private final Orientation[] orientations;
	private Place<Sample> place;
	private Orientation orientation;

	/** @param turned whether to mirror and turn patches at random */
	public PatchPicker(final StreamingImages<Sample> images, final boolean turned) {
		this.images = images;
		orientations = !turned ? UPRIGHT : images.patchShape().isSquare() ? ALL : SAME_SIZE;
	}

	PatchShape patchShape() {
		return images.patchShape();
	}

	/** Picks the next place. */
	void next(final Random random) {
		place = images.next(random);
		orientation = orientations[random.nextInt(orientations.length)];
	}

	/** Copies what is at the place that was picked last. */
	void copyImage(final float[] patch) {
		orientation.copy(place.image().image(), place.x(), place.y(), patchShape(), patch);
	}

	/** Copies what the partner holds there. */
	void copyPartner(final float[] patch) {
		orientation.copy(place.image().partner(), place.x(), place.y(), patchShape(), patch);
	}

	/** Whether rows have become columns. */
	boolean isTransposed() {
		return orientation.isTransposed();
	}
}
