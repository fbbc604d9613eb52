package io.github.denoiser.network;

import java.util.List;

/**
 * One operation of a {@link NetworkSpec}: what it does, on which other nodes,
 * with which numbers. Tensors are N x C x H x W. Immutable; made by
 * {@link NetworkBuilder} only, which checks what is checked nowhere else.
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
		/** max(x, 0). */
		RELU,
		/** 1 / (1 + exp(-x)). */
		SIGMOID,
		/** Maximum over non-overlapping windows of stride x stride. */
		MAX_POOL,
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

	private final String name;
	private final Op op;
	private final List<Node> inputs;
	private final int channels;
	private final int kernel;
	private final int stride;
	private final boolean bias;

	Node(final String name, final Op op, final List<Node> inputs,
		final int channels, final int kernel, final int stride, final boolean bias)
	{
		this.name = name;
		this.op = op;
		this.inputs = List.copyOf(inputs);
		this.channels = channels;
		this.kernel = kernel;
		this.stride = stride;
		this.bias = bias;
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

	/** Number of channels of the output. */
	public int channels() {
		return channels;
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

	public boolean hasWeights() {
		return op == Op.CONV;
	}

	/** Name of the kernel's tensor in {@link Weights}. */
	public String weightName() {
		return name + ".weight";
	}

	/** Name of the bias's tensor in {@link Weights}. */
	public String biasName() {
		return name + ".bias";
	}

	/**
	 * Zero padding before the first pixel (left and top) that makes a convolution
	 * "same" as TensorFlow and ONNX's SAME_UPPER define it for sizes that are
	 * multiples of the stride; what is missing goes behind the last pixel.
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
		return name + " (" + op + ", " + channels + " channels)";
	}
}
