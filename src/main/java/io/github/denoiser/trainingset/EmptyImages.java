// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;

/** Finds images in which there is nothing to see: an unused channel, a frame before the lamp was on. */
public final class EmptyImages {

	private static final int NAMES_IN_WARNING = 5;

	private EmptyImages() {
		// static methods only
	}

	/**
	 * Leaves out images all of whose pixels have the same value, or whose partner is like
	 * that: they would take up steps, and teach nothing. And those that cannot be read.
	 *
	 * @param images cheap to load: all are looked at
	 * @param warnings told what was left out
	 * @return the others; all images if none has anything to see
	 */
	public static ImageStore<Sample> leaveOut(final ImageStore<Sample> images, final Consumer<String> warnings) {
		final StoreView<Sample> others = new StoreView<>(images, Sample::crop);
		final List<String> empty = new ArrayList<>();
		int unreadable = 0;
		for (int i = 0; i < images.size(); i++) {
			final Sample sample;
			try {
				sample = images.load(i);
			}
			catch (final DenoiserException e) {
				warnings.accept("An image was left out. " + e.getMessage());
				unreadable++;
				continue;
			}
			if (isEmpty(sample.image()) || sample.hasPartner() && isEmpty(sample.partner())) empty.add(images.name(i));
			else others.add(i);
		}
		if (empty.isEmpty() && unreadable == 0 || others.size() == 0) return images;
		if (!empty.isEmpty()) report(empty, warnings);
		return others;
	}

	private static void report(final List<String> empty, final Consumer<String> warnings) {
		warnings.accept(empty.size() +
			(empty.size() == 1 ? " image is empty (all its pixels have the same value) and was"
				: " images are empty (all pixels of each have the same value) and were") +
			" left out: " + String.join(", ", empty.subList(0, Math.min(NAMES_IN_WARNING, empty.size()))) +
			(empty.size() > NAMES_IN_WARNING ? ", ..." : ""));
	}

	private static boolean isEmpty(final Plane plane) {
		final int channel = plane.width() * plane.height();
		for (int i = 0; i < plane.values().length; i++) {
			if (plane.values()[i] != plane.values()[i / channel * channel]) return false;
		}
		return true;
	}
}
