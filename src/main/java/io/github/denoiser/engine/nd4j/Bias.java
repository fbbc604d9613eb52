// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Arrays;
import java.util.List;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.broadcast.BiasAdd;

import io.github.denoiser.network.Node;

/** Adds a node's bias to each channel, with a derivative that takes half the time of ND4J's own. */
final class Bias extends BiasAdd {

	private final Node node;

	/** @param x N x C x H x W, of a dense layer N x C */
	Bias(final SameDiff graph, final Node node, final SDVariable x) {
		super(graph, x, graph.getVariable(node.biasName()), true);
		this.node = node;
	}

	@Override
	public List<SDVariable> doDiff(final List<SDVariable> outer) {
		final SDVariable gradient = outer.get(0);
		return Arrays.asList(gradient, node.op() == Node.Op.DENSE ? SumOver.axes(gradient, 0) : channelSums(gradient));
	}

	/**
	 * @param values N x C x H x W
	 * @return sums over all but the channels: over the pixels first, which lie side by side,
	 *         which is faster than over all axes at once
	 */
	static SDVariable channelSums(final SDVariable values) {
		return SumOver.axes(SumOver.axes(values, 2, 3), 0);
	}
}
