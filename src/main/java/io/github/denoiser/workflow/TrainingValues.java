// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.normalize.PlaneScale;

/** Looks at the grey values of a training set for what makes a training useless. */
final class TrainingValues {

	/** Eight bits beside the twelve of most cameras. */
	private static final double FACTOR = 16;
	private static final double BRIGHT = 0.999;
	/** On the common scale, what is above cannot be learned there. */
	private static final double FAR = 3;
	/** Share of pixels that may be left out of a training. */
	private static final double FEW = 0.03;

	private TrainingValues() {
		// static methods only
	}

	/**
	 * @param samples values of each image, at least one of one value
	 * @throws DenoiserException if there is nothing to see in any of them
	 */
	static void requireContent(final List<float[]> samples) {
		final float first = samples.get(0)[0];
		for (final float[] values : samples) {
			for (final float value : values) {
				if (value != first && Float.isFinite(value)) return;
			}
		}
		throw new DenoiserException(
			"The training images are empty: all pixels have the same value. Choose images with something to see.");
	}

	/**
	 * @param values of the images, at least one
	 * @return the scale to train on: that of most pixels, so that a few stars or hot pixels do not make
	 *         all the rest black; but if what is beyond it is more than that, of all of them
	 */
	static AffineNormalization scale(final PercentileNormalization rule, final List<float[]> values) {
		final PlaneScale scale = rule.scale(values);
		long beyond = 0;
		long all = 0;
		for (final float[] some : values) {
			for (final float value : some) {
				if (!Float.isFinite(value)) continue;
				all++;
				if (scale.common().normalize(value) > FAR) beyond++;
			}
		}
		return scale.isLayered() && beyond > FEW * all ? scale.upper() : scale.common();
	}

	/**
	 * Finds mixed bit depths, or else very different exposures: all images are brought to one
	 * scale, on which some would be black.
	 *
	 * @param images values of each, at least one
	 * @return what the user should know; empty if all is well
	 */
	static Optional<String> darkImages(final List<float[]> images) {
		final double[] bright = images.stream().mapToDouble(TrainingValues::bright).toArray();
		final double brightest = Arrays.stream(bright).max().getAsDouble();
		final long dark = Arrays.stream(bright).filter(value -> value < brightest / FACTOR).count();
		if (dark == 0) return Optional.empty();
		return Optional.of(String.format(Locale.ROOT,
			"%d of %d images are less than a sixteenth as bright as the brightest: little is " +
				"learned from them. If bit depths are mixed, bring the images to one scale, or train on each kind alone.",
			dark, images.size()));
	}

	/** What is taken for white in one image: few pixels are brighter. */
	private static double bright(final float[] values) {
		final float[] finite = new float[values.length];
		int count = 0;
		for (final float value : values) {
			if (Float.isFinite(value)) finite[count++] = value;
		}
		if (count == 0) return 0;
		Arrays.sort(finite, 0, count);
		return finite[(int) (BRIGHT * (count - 1))];
	}
}
