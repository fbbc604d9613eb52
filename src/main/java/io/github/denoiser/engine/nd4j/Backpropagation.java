// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds the gradients to a graph: goes through its operations from the last to the
 * first and asks each for its derivative.
 * <p>
 * Why not {@code SameDiff.createGradFunction}: it makes the operations of a copy of
 * the graph anew from their names, so that an operation of our own would lose its
 * derivative. M2.1's batch normalisation has none that works, and that of its
 * transposed convolution is slow.
 */
final class Backpropagation {

	private final Map<String, SDVariable> gradients = new HashMap<>();

	/** @param loss a variable of the graph that holds one number */
	Backpropagation(final SameDiff graph, final SDVariable loss) {
		gradients.put(loss.name(), graph.constant("loss.slope", Nd4j.scalar(loss.dataType(), 1)));
		final DifferentialFunction[] operations = graph.ops();
		// Each operation stands behind those that it reads.
		for (int i = operations.length - 1; i >= 0; i--) {
			add(operations[i]);
		}
	}

	/** The gradient of the loss with respect to a variable that it depends on. */
	SDVariable gradient(final String variable) {
		return gradients.get(variable);
	}

	private void add(final DifferentialFunction operation) {
		final List<SDVariable> outer = new ArrayList<>();
		boolean matters = false;
		for (final SDVariable output : operation.outputVariables()) {
			final SDVariable gradient = gradients.get(output.name());
			outer.add(gradient);
			matters |= gradient != null;
		}
		// The loss does not depend on it, or in a way that another operation takes account of.
		if (!matters) return;
		final SDVariable[] inputs = operation.args();
		final List<SDVariable> inner = operation.doDiff(outer);
		for (int i = 0; i < inner.size(); i++) {
			if (inner.get(i) != null) gradients.merge(inputs[i].name(), inner.get(i), (a, b) -> a.add(b));
		}
	}
}
