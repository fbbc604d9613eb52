// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.denoiser.network.Node.Op;

/**
 * Writes a {@link NetworkSpec} down, one call a node. Every method returns the
 * node it added, to be passed to the next.
 */
public final class NetworkBuilder {

	private final List<Node> nodes = new ArrayList<>();
	private final Set<String> names = new HashSet<>();

	/** @param channels channels of the network's input, which may have any size; at least 1 */
	public Node input(final int channels) {
		return input(Shape.free(channels));
	}

	/**
	 * The input of a network that takes images of one size only.
	 *
	 * @param channels at least 1
	 * @param width in pixels, at least 1
	 * @param height in pixels, at least 1
	 */
	public Node input(final int channels, final int width, final int height) {
		return input(Shape.fixed(channels, width, height));
	}

	private Node input(final Shape shape) {
		if (!nodes.isEmpty()) throw new IllegalStateException("the input comes first, and once");
		return add("input", Op.INPUT, List.of(), shape);
	}

	/**
	 * A convolution that keeps the size.
	 *
	 * @param filters channels of the output, at least 1
	 * @param kernel width and height, at least 1
	 */
	public Node conv(final String name, final Node x, final int filters, final int kernel, final boolean bias) {
		return conv(name, x, filters, kernel, 1, bias);
	}

	/** A convolution that divides the size by {@code stride}. */
	public Node conv(final String name, final Node x, final int filters, final int kernel, final int stride,
		final boolean bias)
	{
		return add(name, Op.CONV, List.of(map(x)), x.shape().channels(filters).dividedBy(stride), kernel, stride, bias, 0);
	}

	/**
	 * A transposed convolution that multiplies the size by {@code stride}.
	 *
	 * @param kernel width and height, at least {@code stride}: otherwise there would
	 *          be pixels that nothing reaches
	 */
	public Node transposedConv(final String name, final Node x, final int filters, final int kernel, final int stride,
		final boolean bias)
	{
		if (kernel < stride) throw new IllegalArgumentException(name + ": the kernel is smaller than the stride");
		return add(name, Op.TRANSPOSED_CONV, List.of(map(x)), x.shape().channels(filters).multipliedBy(stride), kernel,
			stride, bias, 0);
	}

	/** @param x a map of fixed size */
	public Node flatten(final String name, final Node x) {
		return add(name, Op.FLATTEN, List.of(map(x)), Shape.vector(x.shape().length()));
	}

	/** @param x a vector */
	public Node dense(final String name, final Node x, final int length, final boolean bias) {
		return add(name, Op.DENSE, List.of(vector(x)), Shape.vector(length), 1, 1, bias, 0);
	}

	/** @param x a vector of channels * width * height numbers */
	public Node reshape(final String name, final Node x, final int channels, final int width, final int height) {
		final Shape shape = Shape.fixed(channels, width, height);
		if (shape.length() != vector(x).channels()) throw new IllegalArgumentException(x + " is no map of " + shape);
		return add(name, Op.RESHAPE, List.of(x), shape);
	}

	/** @param x a map */
	public Node batchNorm(final String name, final Node x) {
		return add(name, Op.BATCH_NORM, List.of(map(x)), x.shape());
	}

	public Node relu(final String name, final Node x) {
		return add(name, Op.RELU, List.of(x), x.shape());
	}

	/** @param slope what negative values are multiplied by, 0 to 1 */
	public Node leakyRelu(final String name, final Node x, final double slope) {
		if (!(slope >= 0 && slope <= 1)) throw new IllegalArgumentException(name + ": no slope of " + slope);
		return add(name, Op.LEAKY_RELU, List.of(x), x.shape(), 1, 1, false, slope);
	}

	public Node sigmoid(final String name, final Node x) {
		return add(name, Op.SIGMOID, List.of(x), x.shape());
	}

	public Node maxPool(final String name, final Node x, final int size) {
		return add(name, Op.MAX_POOL, List.of(map(x)), x.shape().dividedBy(size), size, size, false, 0);
	}

	public Node blurPool(final String name, final Node x) {
		return add(name, Op.BLUR_POOL, List.of(map(x)), x.shape().dividedBy(2), 4, 2, false, 0);
	}

	/** Nearest-neighbour enlargement by {@code factor}. */
	public Node upsample(final String name, final Node x, final int factor) {
		return add(name, Op.UPSAMPLE, List.of(map(x)), x.shape().multipliedBy(factor), 1, factor, false, 0);
	}

	public Node spaceToDepth(final String name, final Node x, final int block) {
		return add(name, Op.SPACE_TO_DEPTH, List.of(map(x)),
			x.shape().channels(x.channels() * block * block).dividedBy(block), block, block, false, 0);
	}

	public Node depthToSpace(final String name, final Node x, final int block) {
		if (x.channels() % (block * block) != 0) {
			throw new IllegalArgumentException(x + " cannot be spread over blocks of " + block + "x" + block);
		}
		return add(name, Op.DEPTH_TO_SPACE, List.of(map(x)),
			x.shape().channels(x.channels() / (block * block)).multipliedBy(block), 1, block, false, 0);
	}

	public Node add(final String name, final Node a, final Node b) {
		if (!a.shape().isSameAs(b.shape())) throw new IllegalArgumentException("cannot add " + a + " and " + b);
		return add(name, Op.ADD, List.of(a, b), a.shape());
	}

	public Node concat(final String name, final Node a, final Node b) {
		if (!a.shape().isSameSizeAs(b.shape())) throw new IllegalArgumentException("cannot join " + a + " and " + b);
		return add(name, Op.CONCAT, List.of(map(a), map(b)), a.shape().channels(a.channels() + b.channels()));
	}

	private static Node map(final Node x) {
		if (x.shape().isVector()) throw new IllegalArgumentException(x + " is no map: reshape it first");
		return x;
	}

	private static Node vector(final Node x) {
		if (!x.shape().isVector()) throw new IllegalArgumentException(x + " is no vector: flatten it first");
		return x;
	}

	/**
	 * Ends the network with its output, the node added last.
	 *
	 * @param architecture the name under which {@link Architectures} finds the
	 *          same network again
	 * @param parameters the numbers to find it with
	 */
	public NetworkSpec build(final String architecture, final Map<String, Integer> parameters) {
		return build(architecture, parameters, Initialisation.HE_NORMAL);
	}

	/**
	 * As {@link #build(String, Map)}.
	 *
	 * @param initialisation how a training starts
	 */
	public NetworkSpec build(final String architecture, final Map<String, Integer> parameters,
		final Initialisation initialisation)
	{
		return new NetworkSpec(architecture, parameters, nodes, initialisation);
	}

	private Node add(final String name, final Op op, final List<Node> inputs, final Shape shape) {
		return add(name, op, inputs, shape, 1, 1, false, 0);
	}

	private Node add(final String name, final Op op, final List<Node> inputs, final Shape shape, final int kernel,
		final int stride, final boolean bias, final double slope)
	{
		if (!names.add(name)) throw new IllegalArgumentException("two nodes are called " + name);
		if (shape.channels() < 1 || kernel < 1 || stride < 1) {
			throw new IllegalArgumentException(name + ": channels, kernel and stride must be at least 1");
		}
		if (!nodes.containsAll(inputs)) throw new IllegalArgumentException(name + " reads a node of another network");
		final Node node = new Node(name, op, inputs, shape, kernel, stride, bias, slope);
		nodes.add(node);
		return node;
	}
}
