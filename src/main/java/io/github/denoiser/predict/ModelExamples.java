// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.List;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelExample;
import io.github.denoiser.network.ShapeRules;

/** Makes the example that goes into a model's package. */
public final class ModelExamples {

	/** Edge in pixels at which there is something to see. */
	private static final int WISHED_SIZE = 128;

	private ModelExamples() {}

	/** @return width and height in pixels of the square that the model's example is made of */
	public static int size(final DenoiserModel model) {
		if (model.shapeRules().isFixedSize()) return ModelExample.minimumSize(model.shapeRules());
		return Math.max(ModelExample.minimumSize(model.shapeRules()), model.shapeRules().align(WISHED_SIZE));
	}

	/**
	 * @param noisy a square of the edge {@link #size} for each channel of the model, in grey
	 *          values, channel by channel, row by row; left as it is
	 */
	public static ModelExample of(final DenoiserModel model, final Engine engine, final float[] noisy) {
		final int size = size(model);
		final ShapeRules rules = model.shapeRules();
		final int w = rules.isFixedSize() ? rules.width() : size;
		final int h = rules.isFixedSize() ? rules.height() : size;
		final int channels = model.channels();
		final float[] input = new float[channels * w * h];
		final float[] normalized = new float[input.length];
		for (int c = 0; c < channels; c++) {
			final float[] channel = middle(noisy, c * size * size, size, w, h);
			System.arraycopy(channel, 0, input, c * w * h, w * h);
			model.normalization().fit(List.of(channel.clone())).normalize(channel);
			System.arraycopy(channel, 0, normalized, c * w * h, w * h);
		}
		try (NetworkRunner runner = engine.runner(model.network(), model.weights())) {
			return new ModelExample(channels, h, w, input, runner.run(new Tensor(normalized, 1, channels, h, w)).values());
		}
	}

	private static float[] middle(final float[] squares, final int first, final int size, final int w, final int h) {
		final float[] middle = new float[w * h];
		for (int y = 0; y < h; y++) {
			System.arraycopy(squares, first + (y + (size - h) / 2) * size + (size - w) / 2, middle, y * w, w);
		}
		return middle;
	}
}
