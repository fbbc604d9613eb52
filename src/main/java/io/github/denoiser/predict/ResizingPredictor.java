// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.region.Resampler;
import io.github.denoiser.region.Tile;

/**
 * Resizes whole planes to the network's fixed size, as Bernier and Lucio do with all
 * images of a data set, and the result back.
 */
final class ResizingPredictor implements Predictor {

	private final NetworkRunner runner;
	private final ShapeRules rules;

	ResizingPredictor(final NetworkRunner runner, final ShapeRules rules) {
		this.runner = runner;
		this.rules = rules;
	}

	@Override
	public int steps(final long width, final long height) {
		return 1;
	}

	@Override
	public void predict(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> input,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> output,
		final List<AffineNormalization> normalization, final CancelToken cancel, final Runnable stepDone)
	{
		cancel.throwIfCancelled();
		final int w = Math.toIntExact(input.get(0).dimension(0));
		final int h = Math.toIntExact(input.get(0).dimension(1));
		final Tile whole = Tile.whole(w, h);
		final int channels = input.size();
		final float[] small = new Resampler(w, h, rules.width(), rules.height())
			.resample(new TileReader(input, normalization).values(whole), channels);
		final float[] denoised = runner.run(new Tensor(small, 1, channels, rules.height(), rules.width()), cancel).values();
		cancel.throwIfCancelled();
		new TileWriter(input, output, normalization).write(whole,
			new Resampler(rules.width(), rules.height(), w, h).resample(denoised, channels));
		stepDone.run();
	}
}
