package io.github.denoiser.predict;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
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
	 * @param model of one channel
	 * @param noisy a square of the edge {@link #size}, in grey values, row by row; left
	 *          as it is
	 */
	public static ModelExample of(final DenoiserModel model, final Engine engine, final float[] noisy) {
		final int size = size(model);
		final ShapeRules rules = model.shapeRules();
		final int w = rules.isFixedSize() ? rules.width() : size;
		final int h = rules.isFixedSize() ? rules.height() : size;
		final float[] input = middle(noisy, size, w, h);
		final float[] normalized = input.clone();
		model.normalization().fit(List.of(input)).normalize(normalized);
		try (NetworkRunner runner = engine.runner(model.network(), model.weights()); INDArray tensor = Nd4j.create(
			normalized, new long[] { 1, 1, h, w }, 'c'))
		{
			return new ModelExample(1, h, w, input, runner.run(tensor).dup('c').data().asFloat());
		}
	}

	private static float[] middle(final float[] square, final int size, final int w, final int h) {
		final float[] middle = new float[w * h];
		for (int y = 0; y < h; y++) {
			System.arraycopy(square, (y + (size - h) / 2) * size + (size - w) / 2, middle, y * w, w);
		}
		return middle;
	}
}
