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

	/** @param channels channels of the network's input, at least 1 */
	public Node input(final int channels) {
		if (!nodes.isEmpty()) throw new IllegalStateException("the input comes first, and once");
		return add("input", Op.INPUT, List.of(), channels, 1, 1, false);
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
		return add(name, Op.CONV, List.of(x), filters, kernel, stride, bias);
	}

	public Node relu(final String name, final Node x) {
		return add(name, Op.RELU, List.of(x), x.channels(), 1, 1, false);
	}

	public Node sigmoid(final String name, final Node x) {
		return add(name, Op.SIGMOID, List.of(x), x.channels(), 1, 1, false);
	}

	public Node maxPool(final String name, final Node x, final int size) {
		return add(name, Op.MAX_POOL, List.of(x), x.channels(), size, size, false);
	}

	/** Nearest-neighbour enlargement by {@code factor}. */
	public Node upsample(final String name, final Node x, final int factor) {
		return add(name, Op.UPSAMPLE, List.of(x), x.channels(), 1, factor, false);
	}

	public Node spaceToDepth(final String name, final Node x, final int block) {
		return add(name, Op.SPACE_TO_DEPTH, List.of(x), x.channels() * block * block, block, block, false);
	}

	public Node depthToSpace(final String name, final Node x, final int block) {
		if (x.channels() % (block * block) != 0) {
			throw new IllegalArgumentException(x + " cannot be spread over blocks of " + block + "x" + block);
		}
		return add(name, Op.DEPTH_TO_SPACE, List.of(x), x.channels() / (block * block), 1, block, false);
	}

	public Node add(final String name, final Node a, final Node b) {
		if (a.channels() != b.channels()) throw new IllegalArgumentException("cannot add " + a + " and " + b);
		return add(name, Op.ADD, List.of(a, b), a.channels(), 1, 1, false);
	}

	public Node concat(final String name, final Node a, final Node b) {
		return add(name, Op.CONCAT, List.of(a, b), a.channels() + b.channels(), 1, 1, false);
	}

	/**
	 * Ends the network with its output, the node added last.
	 *
	 * @param architecture the name under which {@link Architectures} finds the
	 *          same network again
	 * @param parameters the numbers to find it with
	 */
	public NetworkSpec build(final String architecture, final Map<String, Integer> parameters) {
		return new NetworkSpec(architecture, parameters, nodes);
	}

	private Node add(final String name, final Op op, final List<Node> inputs, final int channels, final int kernel,
		final int stride, final boolean bias)
	{
		if (!names.add(name)) throw new IllegalArgumentException("two nodes are called " + name);
		if (channels < 1 || kernel < 1 || stride < 1) {
			throw new IllegalArgumentException(name + ": channels, kernel and stride must be at least 1");
		}
		if (!nodes.containsAll(inputs)) throw new IllegalArgumentException(name + " reads a node of another network");
		final Node node = new Node(name, op, inputs, channels, kernel, stride, bias);
		nodes.add(node);
		return node;
	}
}
