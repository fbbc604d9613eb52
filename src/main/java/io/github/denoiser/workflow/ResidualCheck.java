// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.awt.Rectangle;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.image.PlaneList;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.RemovedNoise;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.predict.Predictor;
import io.github.denoiser.predict.TileSize;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.trainingset.ContentMap;
import io.github.denoiser.trainingset.Plane;

/** Looks, after a training, whether what the new model removes is noise. */
final class ResidualCheck {

	/** Edge in pixels of the part of each image that is looked at, at most: enough to tell. */
	private static final int MOST = 256;
	/** Less for somebody who has stopped the training and waits. */
	private static final int MOST_AFTER_STOP = 64;

	private ResidualCheck() {
		// static methods only
	}

	/**
	 * @param images normalised, and not trained on; at least one
	 * @param stopped whether somebody has stopped the training
	 * @param normalization of each channel
	 * @param noise measured before, on the normalised scale
	 */
	static ResidualReport of(final Engine engine, final DenoiserModel model, final FixedSizeMode fixedSize,
		final List<Plane> images, final boolean stopped, final List<AffineNormalization> normalization,
		final NoiseEstimate noise)
	{
		// What is resized must not be cut: it would be enlarged.
		final boolean whole = model.shapeRules().isFixedSize();
		final List<Plane> parts = whole ? images.subList(0, 1) : ofOneSize(images, stopped ? MOST_AFTER_STOP : MOST);
		final int width = parts.get(0).width();
		final int height = parts.get(0).height();
		final int length = parts.get(0).values().length;
		final float[] noisy = new float[parts.size() * length];
		final float[] denoised = new float[noisy.length];
		try (NetworkRunner runner = engine.runner(model.network(), model.weights())) {
			final Predictor predictor = Predictor.of(runner, model.shapeRules(), TileSize.LARGEST, fixedSize);
			for (int k = 0; k < parts.size(); k++) {
				final float[] result = new float[length];
				predictor.predict(planes(parts.get(k).values(), parts.get(k)), planes(result, parts.get(k)),
					Collections.nCopies(parts.get(k).channels(), AffineNormalization.IDENTITY), new CancelToken(), () -> {});
				System.arraycopy(parts.get(k).values(), 0, noisy, k * length, length);
				System.arraycopy(result, 0, denoised, k * length, length);
			}
		}
		// The first one is shown.
		final float[] removed = new float[length];
		for (int i = 0; i < length; i++) {
			removed[i] = (float) (normalization.get(i / (width * height)).scale() * (noisy[i] - denoised[i]));
		}
		return new ResidualReport(width, height, removed, RemovedNoise.of(noisy, denoised, width, height, noise));
	}

	private static PlaneList<FloatType> planes(final float[] values, final Plane shape) {
		return new PlaneList<>(ArrayImgs.floats(values, shape.width(), shape.height(), shape.channels()));
	}

	/** @return the part of each image with the most to see */
	private static List<Plane> ofOneSize(final List<Plane> images, final int most) {
		final int w = Math.min(most, images.stream().mapToInt(Plane::width).min().getAsInt());
		final int h = Math.min(most, images.stream().mapToInt(Plane::height).min().getAsInt());
		return images.stream().map(image -> {
			final Rectangle part = ContentMap.richest(image, w, h);
			return image.crop(part.x, part.y, w, h);
		}).collect(Collectors.toList());
	}
}
