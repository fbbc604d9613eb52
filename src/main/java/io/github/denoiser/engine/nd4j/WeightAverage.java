// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.ArrayList;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.network.WeightTensor;

/**
 * Exponential moving average of a network's weights over the steps of its training
 * (Polyak and Juditsky 1992; in this form as in TensorFlow's and many denoisers'
 * trainings). It wanders less than the weights themselves. At first it looks back over a
 * ninth of the steps so far only, so that random first weights are soon forgotten.
 */
public final class WeightAverage {

	private final double decay;
	private final List<INDArray> from = new ArrayList<>();
	private final List<INDArray> to = new ArrayList<>();

	/**
	 * @param decay weight of the past, below 1
	 * @param weights what is averaged
	 * @param average the average, which begins with what is in it
	 */
	WeightAverage(final double decay, final Tensors weights, final Tensors average) {
		this.decay = decay;
		for (final WeightTensor tensor : weights.spec().weightTensors()) {
			from.add(flat(weights.get(tensor.name())));
			to.add(flat(average.get(tensor.name())));
		}
	}

	/** @return the same values as a vector, which the addition below asks for */
	private static INDArray flat(final INDArray values) {
		return values.reshape('c', new long[] { values.length() });
	}

	/** @param step number of the step that changed the weights, from 0 */
	void update(final int step) {
		final double past = Math.min(decay, (1.0 + step) / (10.0 + step));
		for (int i = 0; i < to.size(); i++) {
			to.get(i).muli(past);
			Nd4j.getBlasWrapper().axpy(1 - past, from.get(i), to.get(i));
		}
	}
}
