// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.WeightTensor.Role;

/**
 * The trained numbers of a {@link NetworkSpec}: a tensor a name, in ONNX's
 * layout (see {@link NetworkSpec#weightShapes()}), flattened with the last axis
 * fastest. The arrays are shared, not copied: treat them as read-only.
 */
public final class Weights {

	private final Map<String, float[]> tensors;

	private Weights(final Map<String, float[]> tensors) {
		this.tensors = Collections.unmodifiableMap(tensors);
	}

	/**
	 * @throws DenoiserException if a tensor is missing, has another length than the
	 *           network asks for, or holds a number that is not finite or a negative
	 *           variance
	 */
	public static Weights of(final NetworkSpec spec, final Map<String, float[]> tensors) {
		final Map<String, float[]> checked = new LinkedHashMap<>();
		for (final WeightTensor tensor : spec.weightTensors()) {
			final float[] values = tensors.get(tensor.name());
			check(tensor, values);
			checked.put(tensor.name(), values);
		}
		return new Weights(checked);
	}

	private static void check(final WeightTensor tensor, final float[] values) {
		final String name = tensor.name();
		if (values == null) throw new DenoiserException("The weights of \"" + name + "\" are missing.");
		if (values.length != tensor.length()) {
			throw new DenoiserException("The weights of \"" + name + "\" should have shape " +
				Arrays.toString(tensor.shape()) + " but hold " + values.length + " numbers.");
		}
		for (final float value : values) {
			if (!Float.isFinite(value)) {
				throw new DenoiserException("The weights of \"" + name + "\" hold a number that is not finite.");
			}
			if (value < 0 && tensor.role() == Role.VARIANCE) {
				throw new DenoiserException("The weights of \"" + name + "\" hold a negative variance.");
			}
		}
	}

	/**
	 * Random weights to start a training from: kernels by the network's own {@link
	 * Initialisation}, scales and variances one, biases, shifts and means zero, as in
	 * Keras.
	 */
	public static Weights random(final NetworkSpec spec, final long seed) {
		final Random random = new Random(seed);
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		for (final Node node : spec.nodes()) {
			for (final WeightTensor tensor : node.weights()) {
				final float[] values = new float[Math.toIntExact(tensor.length())];
				if (tensor.role() == Role.KERNEL) spec.initialisation().fill(values, spec, node, random);
				if (tensor.role() == Role.SCALE || tensor.role() == Role.VARIANCE) Arrays.fill(values, 1);
				tensors.put(tensor.name(), values);
			}
		}
		return of(spec, tensors);
	}

	/** @return the tensor's numbers, last axis fastest */
	public float[] get(final String name) {
		final float[] values = tensors.get(name);
		if (values == null) throw new IllegalArgumentException("no weights are called " + name);
		return values;
	}

	/** All tensors by name, in the order of the nodes. */
	public Map<String, float[]> tensors() {
		return tensors;
	}
}
