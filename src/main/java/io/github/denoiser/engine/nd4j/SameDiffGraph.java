// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.WeightTensor;

/** A {@link NetworkSpec} as a SameDiff graph in NCHW layout, on weights that graphs may share. */
final class SameDiffGraph {

	static final String INPUT = "input";
	static final String TARGET = "target";
	static final String WEIGHT = "weight";
	static final String LOSS = "loss";

	private final Tensors tensors;
	private final SameDiff graph = SameDiff.create();
	private final String output;

	private SameDiffGraph(final Tensors tensors, final boolean training) {
		this.tensors = tensors;
		final NetworkSpec spec = tensors.spec();
		for (final WeightTensor tensor : spec.weightTensors()) {
			graph.constant(tensor.name(), tensors.get(tensor.name()));
		}
		final GraphNodes nodes = new GraphNodes(graph, training);
		SDVariable last = placeholder(INPUT, spec.input());
		for (final Node node : spec.nodes()) {
			if (node.op() != Node.Op.INPUT) last = nodes.add(node);
		}
		output = last.name();
	}

	/** The network as it predicts. */
	static SameDiffGraph ofPrediction(final Tensors tensors) {
		return new SameDiffGraph(tensors, false);
	}

	/** The network as it is trained: batch normalisation works with the batch's own statistics. */
	static SameDiffGraph ofTraining(final Tensors tensors) {
		return new SameDiffGraph(tensors, true);
	}

	private SDVariable placeholder(final String name, final Node node) {
		final boolean isFixed = node.width() > 0;
		return graph.placeHolder(name, tensors.type(), -1, node.channels(), isFixed ? node.height() : -1,
			isFixed ? node.width() : -1);
	}

	SameDiff graph() {
		return graph;
	}

	/** Name of the network's output. */
	String output() {
		return output;
	}

	/**
	 * Adds placeholders {@link #TARGET} and {@link #WEIGHT}, the variable {@link #LOSS}, and the gradients
	 * of the loss.
	 *
	 * @return names of the gradients' variables by the names of the weights
	 */
	Map<String, String> addLoss(final Loss loss) {
		final SDVariable target = placeholder(TARGET, tensors.spec().output());
		final SDVariable weight = placeholder(WEIGHT, tensors.spec().output());
		final SDVariable difference = graph.math().sub(graph.getVariable(output), target);
		final SDVariable error = loss == Loss.MSE ? graph.math().square(difference) : graph.math().abs(difference);
		final Backpropagation backwards = new Backpropagation(graph, graph.mean(LOSS, graph.math().mul(error, weight)));
		final Map<String, String> gradients = new LinkedHashMap<>();
		for (final WeightTensor tensor : tensors.spec().weightTensors()) {
			if (tensor.isTrainable()) gradients.put(tensor.name(), backwards.gradient(tensor.name()).name());
		}
		return gradients;
	}
}
