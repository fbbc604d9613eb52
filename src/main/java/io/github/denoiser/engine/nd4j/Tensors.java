// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.WeightTensor;
import io.github.denoiser.network.Weights;

/**
 * A network's weights as ND4J arrays, which graphs share and training changes.
 * <p>
 * SameDiff wants kernels as (height, width, in, out), those of transposed
 * convolutions as (height, width, out, in); {@link Weights} hold them with height
 * and width last and the other two the other way round, so one permutation does
 * for both. (M2.1 claims to take ONNX's order too, but its convolution's backward
 * pass then refuses the shapes.) All else has the shape of {@link WeightTensor}.
 */
final class Tensors implements AutoCloseable {

	private final NetworkSpec spec;
	private final DataType type;
	private final Map<String, INDArray> arrays = new LinkedHashMap<>();

	Tensors(final NetworkSpec spec, final Weights weights) {
		this(spec, weights, DataType.FLOAT);
	}

	/** @param type what to compute with; training and prediction use floats */
	Tensors(final NetworkSpec spec, final Weights weights, final DataType type) {
		this.spec = spec;
		this.type = type;
		for (final WeightTensor tensor : spec.weightTensors()) {
			try (INDArray flat = flat(tensor, weights)) {
				arrays.put(tensor.name(), shaped(flat, tensor).dup('c'));
			}
		}
	}

	/** @return a tensor's values in the order of {@link Weights} */
	private INDArray flat(final WeightTensor tensor, final Weights weights) {
		return Nd4j.createFromArray(weights.get(tensor.name())).castTo(type);
	}

	/** @return a view in ND4J's order of axes */
	private static INDArray shaped(final INDArray flat, final WeightTensor tensor) {
		final INDArray onnx = flat.reshape('c', tensor.shape());
		return onnx.rank() == 4 ? onnx.permute(2, 3, 1, 0) : onnx;
	}

	/** Changes all arrays in place. */
	void assign(final Weights weights) {
		for (final WeightTensor tensor : spec.weightTensors()) {
			try (INDArray flat = flat(tensor, weights)) {
				arrays.get(tensor.name()).assign(shaped(flat, tensor));
			}
		}
	}

	NetworkSpec spec() {
		return spec;
	}

	DataType type() {
		return type;
	}

	/** @return the array itself: changes of it are seen by all graphs */
	INDArray get(final String name) {
		return arrays.get(name);
	}

	/** @return the same numbers in ND4J's memory, to be closed by the caller */
	static INDArray array(final Tensor tensor) {
		return Nd4j.create(tensor.values(), Arrays.stream(tensor.shape()).asLongStream().toArray(), 'c');
	}

	/** @return a copy in Java's memory */
	static Tensor tensor(final INDArray array) {
		return new Tensor(floats(array), Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray());
	}

	/** @return a copy of an array's values, row by row */
	static float[] floats(final INDArray array) {
		try (INDArray copy = array.dup('c')) {
			return copy.data().asFloat();
		}
	}

	/** Gives the memory back: nothing that reads the weights may run any more. */
	@Override
	public void close() {
		arrays.values().forEach(Tensors::close);
	}

	/** Gives an array's memory back, though a graph may have claimed it as its constant. */
	static void close(final INDArray array) {
		array.setCloseable(true);
		array.close();
	}

	/** @return a copy of the weights as they are now */
	Weights weights() {
		final Map<String, float[]> values = new LinkedHashMap<>();
		arrays.forEach((name, array) -> values.put(name, floats(array.rank() == 4 ? array.permute(3, 2, 0, 1) : array)));
		return Weights.of(spec, values);
	}
}
