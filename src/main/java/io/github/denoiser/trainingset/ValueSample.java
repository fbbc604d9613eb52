// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;

/**
 * Grey values that stand for those of a whole set of images, in bounded memory and
 * time: what normalisation is fitted to when the set is too large to be looked at
 * as a whole.
 */
public final class ValueSample {

	/** As many values as percentiles are computed from at most. */
	private static final int MAX_VALUES = 1 << 20;

	private ValueSample() {}

	/**
	 * Loads images one at a time, each of them once, and keeps values at regular distances, from each in
	 * proportion to its size. A set of no more than {@code maxImages} is looked at as a
	 * whole.
	 *
	 * @param channels of every image
	 * @param maxImages how many images are loaded at most, unreadable ones not counted;
	 *          at least 1
	 * @param seed chooses the images
	 * @param skipped told of images that cannot be read
	 * @return for each channel, the values of each image, in the order of the store
	 * @throws DenoiserException if no image can be read
	 */
	public static List<List<float[]>> of(final ImageStore<Plane> store, final int channels, final int maxImages,
		final long seed, final Consumer<String> skipped)
	{
		final List<Integer> order = new ArrayList<>();
		for (int i = 0; i < store.size(); i++) {
			order.add(i);
		}
		if (store.size() > maxImages) Collections.shuffle(order, new Random(seed));
		final int count = Math.min(maxImages, order.size());
		final long pixels = order.subList(0, count).stream().mapToLong(i -> (long) store.width(i) * store.height(i)).sum();
		final int step = (int) Math.max(1, (pixels + MAX_VALUES - 1) / MAX_VALUES);
		final float[][][] values = new float[channels][store.size()][];
		int loaded = 0;
		for (int i = 0; i < order.size() && loaded < count; i++) {
			final int index = order.get(i);
			try {
				final Plane image = store.load(index);
				for (int c = 0; c < channels; c++) {
					values[c][index] = everyNth(image.channel(c), step);
				}
				loaded++;
			}
			catch (final DenoiserException e) {
				skipped.accept("\"" + store.name(index) + "\" cannot be read: " + e.getMessage());
			}
		}
		if (loaded == 0)
			throw new DenoiserException("None of the images can be read. Check that their files are still there.");
		return Arrays.stream(values).map(some -> Arrays.stream(some).filter(Objects::nonNull).collect(Collectors.toList()))
			.collect(Collectors.toList());
	}

	/** @param step about; a step that shares a factor with the width would miss columns */
	private static float[] everyNth(final Plane plane, final int step) {
		if (step == 1) return plane.values();
		int coprime = step;
		while (commonFactor(coprime, plane.width()) > 1) {
			coprime++;
		}
		final float[] values = plane.values();
		final float[] some = new float[(values.length + coprime - 1) / coprime];
		for (int i = 0; i < some.length; i++) {
			some[i] = values[i * coprime];
		}
		return some;
	}

	private static int commonFactor(final int a, final int b) {
		return b == 0 ? a : commonFactor(b, a % b);
	}
}
