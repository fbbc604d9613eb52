// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ij.ImagePlus;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.StoreView;

/** Images of the same scenes, two by two, to train on. */
public final class TrainingPairs {

	private static final int NAMES_IN_WARNING = 5;

	private TrainingPairs() {
		// static methods only
	}

	/**
	 * Pairs the planes of two stacks: the first with the first, and so on.
	 *
	 * @throws DenoiserException if they differ in number or size
	 */
	public static ImageStore<Sample> inOrder(final ImageStore<Plane> images, final ImageStore<Plane> partners) {
		return images.with(partners, Sample::of);
	}

	/**
	 * Pairs the files of two folders by their names, whatever their extensions. Files
	 * without a partner are left out, named and counted. If no two names are alike, files
	 * are paired in the order of their names.
	 *
	 * @throws DenoiserException if nothing can be paired, or partners differ in size
	 */
	public static ImageStore<Sample> byName(final ImageStore<Plane> images, final ImageStore<Plane> partners,
		final Consumer<String> warnings)
	{
		final Map<String, Integer> byName = new HashMap<>();
		final Map<String, Integer> seen = new HashMap<>();
		for (int i = 0; i < partners.size(); i++) {
			byName.put(numbered(partners.name(i), seen), i);
		}
		final StoreView<Plane> left = new StoreView<>(images, Plane::crop);
		final StoreView<Plane> right = new StoreView<>(partners, Plane::crop);
		final List<String> alone = new ArrayList<>();
		seen.clear();
		for (int i = 0; i < images.size(); i++) {
			final Integer partner = byName.remove(numbered(images.name(i), seen));
			if (partner == null) alone.add(images.name(i));
			else {
				left.add(i);
				right.add(partner);
			}
		}
		if (left.size() == 0 && images.size() == partners.size()) {
			warnings.accept("The names of images and partners differ: they are paired in their order.");
			return inOrder(images, partners);
		}
		if (left.size() == 0) {
			throw new DenoiserException("No image has a partner of the same name: " + images.name(0) + " is not among the " +
				partners.size() + " partners. Give the files of a pair the same name.");
		}
		byName.keySet().forEach(alone::add);
		if (!alone.isEmpty()) {
			warnings.accept(alone.size() + " images have no partner of the same name and were left out: " +
				String.join(", ", alone.subList(0, Math.min(NAMES_IN_WARNING, alone.size()))) +
				(alone.size() > NAMES_IN_WARNING ? ", ..." : ""));
		}
		return inOrder(left, right);
	}

	/** The planes of an RGB image share a name: they are told apart by a number. */
	private static String numbered(final String name, final Map<String, Integer> seen) {
		final int comma = name.indexOf(", slice ");
		final String file = comma < 0 ? name : name.substring(0, comma);
		final int dot = file.lastIndexOf('.');
		final String stem = (dot > 0 ? file.substring(0, dot) : file) + (comma < 0 ? "" : name.substring(comma));
		return stem + "#" + seen.merge(stem, 1, Integer::sum);
	}

	/**
	 * Pairs each frame of a time series with the next one, channel by channel and slice
	 * by slice.
	 *
	 * @param planes of the series, in its order
	 * @throws DenoiserException if it has one frame only
	 */
	public static ImageStore<Sample> consecutiveFrames(final ImagePlus series, final ImageStore<Plane> planes) {
		if (series.getNFrames() < 2 && series.getStackSize() < 2) {
			throw new DenoiserException("\"" + series.getTitle() +
				"\" is a single image. To learn from noisy pairs, open a time series of two frames or more, or choose partners.");
		}
		// A stack that was never told what its slices are: slices are taken for frames.
		final boolean plain = series.getNFrames() < 2 && series.getNChannels() == 1;
		if (!plain && series.getNFrames() < 2) {
			throw new DenoiserException("\"" + series.getTitle() +
				"\" has one frame only. To learn from noisy pairs, open a time series, or choose partners. " +
				"If its slices are frames, say so in Image > Properties...");
		}
		return consecutive(planes, plain ? planes.size() / series.getStackSize() : planes.frameStep());
	}

	/**
	 * Pairs each file of a folder with the next one of the same size.
	 *
	 * @throws DenoiserException if no two neighbours have the same size
	 */
	public static ImageStore<Sample> consecutiveFiles(final ImageStore<Plane> planes) {
		int perFile = 1;
		while (perFile < planes.size() && planes.name(perFile).equals(planes.name(0))) {
			perFile++;
		}
		return consecutive(planes, perFile);
	}

	private static ImageStore<Sample> consecutive(final ImageStore<Plane> planes, final int step) {
		final StoreView<Plane> left = new StoreView<>(planes, Plane::crop);
		final StoreView<Plane> right = new StoreView<>(planes, Plane::crop);
		for (int i = 0; i + step < planes.size(); i++) {
			if (planes.width(i) != planes.width(i + step) || planes.height(i) != planes.height(i + step)) continue;
			left.add(i);
			right.add(i + step);
		}
		if (left.size() == 0) {
			throw new DenoiserException("There are no two images of the same size one after the other. " +
				"To learn from noisy pairs, choose a time series, or a folder of partners.");
		}
		return inOrder(left, right);
	}
}
