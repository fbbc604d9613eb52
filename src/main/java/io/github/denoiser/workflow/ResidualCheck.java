package io.github.denoiser.workflow;

import java.util.Collections;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.config.FixedSizeMode;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.RemovedNoise;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.predict.Predictor;
import io.github.denoiser.predict.TileSize;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.train.TrainingVerdict;

/** Looks, after a training, whether what the new model removes is noise. */
final class ResidualCheck {

	/** Edge in pixels of the part of an image that is looked at, at most: enough to tell. */
	private static final int MOST = 512;
	/** Less for somebody who has stopped the training and waits. */
	private static final int MOST_AFTER_STOP = 128;

	private ResidualCheck() {
		// static methods only
	}

	/**
	 * @param image normalised, and not trained on
	 * @param stopped whether somebody has stopped the training
	 * @param normalization of each channel
	 * @param noise measured before, on the normalised scale
	 */
	static TrainingVerdict of(final Engine engine, final DenoiserModel model, final FixedSizeMode fixedSize,
		final Plane image, final boolean stopped, final List<AffineNormalization> normalization, final NoiseEstimate noise)
	{
		// What is resized must not be cut: it would be enlarged.
		final boolean whole = model.shapeRules().isFixedSize();
		final Plane plane = whole ? image : middle(image, stopped ? MOST_AFTER_STOP : MOST);
		final int channels = plane.channels();
		final float[] denoised = new float[plane.values().length];
		final PlaneList<FloatType> noisy = planes(plane.values(), plane);
		try (NetworkRunner runner = engine.runner(model.network(), model.weights())) {
			Predictor.of(runner, model.shapeRules(), TileSize.LARGEST, fixedSize).predict(noisy, planes(denoised, plane),
				Collections.nCopies(channels, AffineNormalization.IDENTITY), new CancelToken(), () -> {});
		}
		final float[] removed = new float[denoised.length];
		for (int i = 0; i < removed.length; i++) {
			final double scale = normalization.get(i / (plane.width() * plane.height())).scale();
			removed[i] = (float) (scale * (plane.values()[i] - denoised[i]));
		}
		return new TrainingVerdict(plane.width(), plane.height(), removed, RemovedNoise.of(plane.values(), denoised, plane
			.width(), plane.height(), noise));
	}

	private static PlaneList<FloatType> planes(final float[] values, final Plane shape) {
		return new PlaneList<>(ArrayImgs.floats(values, shape.width(), shape.height(), shape.channels()));
	}

	private static Plane middle(final Plane plane, final int most) {
		final int w = Math.min(most, plane.width());
		final int h = Math.min(most, plane.height());
		return plane.crop((plane.width() - w) / 2, (plane.height() - h) / 2, w, h);
	}
}
