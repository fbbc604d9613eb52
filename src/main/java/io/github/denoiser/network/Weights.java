package io.github.denoiser.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import io.github.denoiser.config.DenoiserException;

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
	 *           network asks for, or holds a number that is not finite
	 */
	public static Weights of(final NetworkSpec spec, final Map<String, float[]> tensors) {
		final Map<String, float[]> checked = new LinkedHashMap<>();
		spec.weightShapes().forEach((name, shape) -> {
			final float[] values = tensors.get(name);
			if (values == null) throw new DenoiserException("The weights of \"" + name + "\" are missing.");
			if (values.length != length(shape)) {
				throw new DenoiserException("The weights of \"" + name + "\" should have shape " + Arrays.toString(shape) +
					" but hold " + values.length + " numbers.");
			}
			for (final float value : values) {
				if (!Float.isFinite(value)) {
					throw new DenoiserException("The weights of \"" + name + "\" hold a number that is not finite.");
				}
			}
			checked.put(name, values);
		});
		return new Weights(checked);
	}

	/**
	 * Random weights to start a training from: kernels normally distributed with
	 * variance 2 / (fan in) (He et al. 2015, "Delving deep into rectifiers"),
	 * biases zero. The last convolution of every residual branch, and of the
	 * network, starts at a tenth of that: the network starts near the identity, and
	 * deep stacks of residual blocks do not blow up.
	 */
	public static Weights random(final NetworkSpec spec, final long seed) {
		final Random random = new Random(seed);
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		for (final Node node : spec.nodes()) {
			if (!node.hasWeights()) continue;
			final int fanIn = node.input().channels() * node.kernel() * node.kernel();
			final double deviation = Math.sqrt(2.0 / fanIn) * (endsBranch(spec, node) ? 0.1 : 1);
			final float[] kernel = new float[node.channels() * fanIn];
			for (int i = 0; i < kernel.length; i++) {
				kernel[i] = (float) (random.nextGaussian() * deviation);
			}
			tensors.put(node.weightName(), kernel);
			if (node.hasBias()) tensors.put(node.biasName(), new float[node.channels()]);
		}
		return of(spec, tensors);
	}

	/** Whether nothing but size changes stands between a convolution and a sum or the output. */
	private static boolean endsBranch(final NetworkSpec spec, final Node node) {
		for (final Node next : spec.nodes()) {
			if (!next.inputs().contains(node)) continue;
			if (next.op() == Node.Op.ADD) return next.inputs().get(1) == node;
			return next.op() == Node.Op.DEPTH_TO_SPACE && next.stride() > 1 && endsBranch(spec, next);
		}
		return spec.output() == node;
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

	static long length(final long[] shape) {
		return Arrays.stream(shape).reduce(1, Math::multiplyExact);
	}
}
