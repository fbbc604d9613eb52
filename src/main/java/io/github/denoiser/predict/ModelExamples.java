package io.github.denoiser.predict;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelExample;

/** Makes the example that goes into a model's package. */
public final class ModelExamples {

	/** Edge in pixels at which there is something to see. */
	private static final int WISHED_SIZE = 128;

	private ModelExamples() {}

	/** @return width and height in pixels of the model's example */
	public static int size(final DenoiserModel model) {
		return Math.max(ModelExample.minimumSize(model.shapeRules()), model.shapeRules().align(WISHED_SIZE));
	}

	/**
	 * @param model of one channel
	 * @param noisy a square of the edge {@link #size}, in grey values, row by row; left
	 *          as it is
	 */
	public static ModelExample of(final DenoiserModel model, final Engine engine, final float[] noisy) {
		final int size = size(model);
		final float[] input = noisy.clone();
		model.normalization().fit(List.of(input)).normalize(input);
		try (NetworkRunner runner = engine.runner(model.network(), model.weights()); INDArray tensor = Nd4j.create(input,
			new long[] { 1, 1, size, size }, 'c'))
		{
			return new ModelExample(1, size, size, noisy, runner.run(tensor).dup('c').data().asFloat());
		}
	}
}
