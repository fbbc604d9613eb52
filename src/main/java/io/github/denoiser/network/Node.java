// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.List;

import io.github.denoiser.network.WeightTensor.Role;

/**
 * One operation of a {@link NetworkSpec}: what it does, on which other nodes,
 * with which numbers. Tensors are N x C x H x W, or N x C for vectors. Immutable;
 * made by {@link NetworkBuilder} only, which checks what is checked nowhere else.
 */
public final class Node {

	/** What a node computes. */
	public enum Op {
		/** The network's input. */
		INPUT,
		/**
		 * Cross-correlation with zero padding "same": the output is the input's
		 * size divided by the stride. Parameters {@code weight} (out, in, kernel,
		 * kernel) and, with a bias, {@code bias} (out).
		 */
		CONV,
		/**
		 * Transposed convolution with padding "same", as Keras and TensorFlow define
		 * it: the gradient of {@link #CONV} with respect to its input, so that the
		 * output is the input's size times the stride. Parameters {@code weight} (in,
		 * out, kernel, kernel) and, with a bias, {@code bias} (out).
		 */
		TRANSPOSED_CONV,
		/** Makes a map of fixed size a vector, channel by channel, row by row. */
		FLATTEN,
		/**
		 * Matrix times vector. Parameters {@code weight} (out, in) and {@code bias}
		 * (out).
		 */
		DENSE,
		/** Makes a vector a map, channel by channel, row by row. */
		RESHAPE,
		/**
		 * Batch normalisation over the channels of a map (Ioffe and Szegedy 2015):
		 * {@code scale * (x - mean) / sqrt(variance + epsilon) + shift}, each parameter
		 * (channels). Training takes mean and variance of the batch, and keeps running
		 * ones, with which prediction works.
		 */
		BATCH_NORM,
		/** max(x, 0). */
		RELU,
		/** x above 0, otherwise x times {@link Node#slope()} (Maas et al. 2013). */
		LEAKY_RELU,
		/** 1 / (1 + exp(-x)). */
		SIGMOID,
		/** Maximum over non-overlapping windows of stride x stride. */
		MAX_POOL,
		/**
		 * Shrinks by 2 without aliasing: every channel is blurred by (1 3 3 1) / 8 in both
		 * directions, with zero padding, and every second pixel is kept (Zhang 2019, "Making
		 * Convolutional Networks Shift-Invariant Again").
		 */
		BLUR_POOL,
		/** Repeats every pixel stride x stride times. */
		UPSAMPLE,
		/**
		 * Moves blocks of stride x stride pixels to channels. Output channel
		 * {@code (dy * stride + dx) * C + c}, as ONNX's SpaceToDepth.
		 */
		SPACE_TO_DEPTH,
		/** The inverse of {@link #SPACE_TO_DEPTH}: ONNX's DepthToSpace in mode DCR. */
		DEPTH_TO_SPACE,
		/** Element-wise sum of two nodes of the same shape. */
		ADD,
		/** Joins channels. */
		CONCAT
	}

	/** What batch normalisation adds to the variance: the default of Keras. */
	public static final double BATCH_NORM_EPSILON = 0.001;
	/** The blur of {@link Op#BLUR_POOL} along one axis. */
	private static final float[] BLUR = { 1 / 8f, 3 / 8f, 3 / 8f, 1 / 8f };
	/** How much of batch normalisation's running values stays at every step: the default of Keras. */
	public static final double BATCH_NORM_MOMENTUM = 0.99;

	private final String name;
	private final Op op;
	private final List<Node> inputs;
	private final Shape shape;
	private final int kernel;
	private final int stride;
	private final boolean bias;
	private final double slope;

	Node(final String name, final Op op, final List<Node> inputs, final Shape shape, final int kernel, final int stride,
		final boolean bias, final double slope)
	{
		this.name = name;
		this.op = op;
		this.inputs = List.copyOf(inputs);
		this.shape = shape;
		this.kernel = kernel;
		this.stride = stride;
		this.bias = bias;
		this.slope = slope;
	}

	/** Unique within the network; the name of its tensors in ONNX too. */
	public String name() {
		return name;
	}

	public Op op() {
		return op;
	}

	/** The nodes this one reads; all of them stand before it in the network. */
	public List<Node> inputs() {
		return inputs;
	}

	/** The only or first input. */
	public Node input() {
		return inputs.get(0);
	}

	/** Number of channels of the output; of a vector, its length. */
	public int channels() {
		return shape.channels();
	}

	/** Width of the output in pixels in a network of fixed size; 0 if it is free. */
	public int width() {
		return shape.width();
	}

	/** Height of the output in pixels in a network of fixed size; 0 if it is free. */
	public int height() {
		return shape.height();
	}

	Shape shape() {
		return shape;
	}

	/** Kernel width and height in pixels of this node's input; 1 if it has none. */
	public int kernel() {
		return kernel;
	}

	/** Factor of down- or upsampling; 1 if the size stays. */
	public int stride() {
		return stride;
	}

	public boolean hasBias() {
		return bias;
	}

	/** What {@link Op#LEAKY_RELU} multiplies negative values by. */
	public double slope() {
		return slope;
	}

	/** The tensors that belong to this node; none for most operations. */
	public List<WeightTensor> weights() {
		switch (op) {
			case CONV:
				return kernelAndBias(channels(), input().channels(), kernel, kernel);
			case TRANSPOSED_CONV:
				return kernelAndBias(input().channels(), channels(), kernel, kernel);
			case DENSE:
				return kernelAndBias(channels(), input().channels());
			case BATCH_NORM:
				return List.of(perChannel(scaleName(), Role.SCALE), perChannel(shiftName(), Role.SHIFT),
					perChannel(meanName(), Role.MEAN), perChannel(varianceName(), Role.VARIANCE));
			default:
				return List.of();
		}
	}

	private List<WeightTensor> kernelAndBias(final long... shapeOfKernel) {
		final WeightTensor weight = new WeightTensor(weightName(), Role.KERNEL, shapeOfKernel);
		return bias ? List.of(weight, perChannel(biasName(), Role.BIAS)) : List.of(weight);
	}

	private WeightTensor perChannel(final String tensor, final Role role) {
		return new WeightTensor(tensor, role, channels());
	}

	/** Name of the kernel's tensor in {@link Weights}. */
	public String weightName() {
		return name + ".weight";
	}

	/** Name of the bias's tensor in {@link Weights}. */
	public String biasName() {
		return name + ".bias";
	}

	/** Name of batch normalisation's gamma in {@link Weights}. */
	public String scaleName() {
		return name + ".scale";
	}

	/** Name of batch normalisation's beta in {@link Weights}. */
	public String shiftName() {
		return name + ".shift";
	}

	/** Name of batch normalisation's running mean in {@link Weights}. */
	public String meanName() {
		return name + ".mean";
	}

	/** Name of batch normalisation's running variance in {@link Weights}. */
	public String varianceName() {
		return name + ".variance";
	}

	/** The kernel of {@link Op#BLUR_POOL}, which all channels share: 4 x 4 numbers with the sum 1, rows first. */
	public static float[] blurKernel() {
		final float[] kernel = new float[BLUR.length * BLUR.length];
		for (int i = 0; i < kernel.length; i++) {
			kernel[i] = BLUR[i / BLUR.length] * BLUR[i % BLUR.length];
		}
		return kernel;
	}

	/**
	 * Zero padding before the first pixel (left and top) that makes a convolution
	 * "same" as TensorFlow and ONNX's SAME_UPPER define it for sizes that are
	 * multiples of the stride; what is missing goes behind the last pixel. Of a
	 * transposed convolution: how many pixels its output loses there.
	 */
	public int paddingBefore() {
		return Math.max(kernel - stride, 0) / 2;
	}

	/** Zero padding behind the last pixel; see {@link #paddingBefore()}. */
	public int paddingAfter() {
		return Math.max(kernel - stride, 0) - paddingBefore();
	}

	@Override
	public String toString() {
		return name + " (" + op + ", " + shape + ")";
	}
}
