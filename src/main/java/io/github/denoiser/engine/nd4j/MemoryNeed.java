// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.HashMap;
import java.util.Map;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;

/**
 * How much memory outside of the Java heap a network takes, in bytes, told beforehand from its nodes: what they give
 * out, what their operations need besides, and the weights. The factors are fitted to what the system counted
 * ({@code MemoryBenchmark}; the table is in docs/architecture.md): it takes from 0.5 to 1.1 of what is said here.
 */
public final class MemoryNeed {

	/** What the library takes for itself when it first runs. */
	private static final double LIBRARY = 50e6;
	/** Outputs that are there at once in a prediction, as a share of all. */
	private static final double PREDICTION = 1;
	/** In a training they stay for the way back, which has a gradient for each, and copies in oneDNN's own layout. */
	private static final double TRAINING = 2.4;
	/** Patches spread out for the matrix product of a transposed convolution: forward, and both ways back. */
	private static final double TRAINING_SPREAD = 3;
	/** Weights, their average, their gradients, Adam's two moments and its step, and copies on their way. */
	private static final double TRAINING_WEIGHTS = 8;
	private static final double PREDICTION_WEIGHTS = 3;

	private final NetworkSpec network;
	/** Values of all nodes for each pixel of the network's input. */
	private final double outputs;
	/** Values of all spread-out inputs of transposed convolutions. */
	private final double spread;

	public MemoryNeed(final NetworkSpec network) {
		this.network = network;
		final Map<Node, Double> areas = new HashMap<>();
		double all = 0;
		double columns = 0;
		for (final Node node : network.nodes()) {
			final double area = area(node, areas);
			areas.put(node, area);
			all += area * node.channels();
			if (node.op() == Node.Op.TRANSPOSED_CONV)
				columns += areas.get(node.input()) * node.channels() * node.kernel() * node.kernel();
		}
		outputs = all;
		spread = columns;
	}

	/** @return pixels of the node's output for each pixel of the network's input; of a vector, one in all */
	private double area(final Node node, final Map<Node, Double> areas) {
		final double before = node.inputs().isEmpty() ? 1 : areas.get(node.input());
		final double stride = (double) node.stride() * node.stride();
		switch (node.op()) {
			case CONV:
			case MAX_POOL:
			case BLUR_POOL:
			case SPACE_TO_DEPTH:
				return before / stride;
			case TRANSPOSED_CONV:
			case UPSAMPLE:
			case DEPTH_TO_SPACE:
				return before * stride;
			case FLATTEN:
			case DENSE:
				return 1 / pixels();
			case RESHAPE:
				return node.width() * node.height() / pixels();
			default:
				return before;
		}
	}

	/** Of one image of a network of fixed size. */
	private double pixels() {
		return (double) network.input().width() * network.input().height();
	}

	/** @return what every pixel of the network's input takes in a prediction, as long as it is under way */
	public double ofPixel() {
		return Float.BYTES * (PREDICTION * outputs + spread);
	}

	/** @param pixels of all images that are given to the network at once */
	public double ofPrediction(final double pixels) {
		return LIBRARY + pixels * ofPixel() + PREDICTION_WEIGHTS * Float.BYTES * network.weightCount();
	}

	/** @param pixels of all patches of a batch */
	public double ofTraining(final double pixels) {
		return LIBRARY + pixels * Float.BYTES * (TRAINING * outputs + TRAINING_SPREAD * spread) +
			TRAINING_WEIGHTS * Float.BYTES * network.weightCount();
	}
}
