// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.progress.CancelToken;

/**
 * The operations of one run of a graph, in their order and with the arrays that they
 * read and wrote. With inputs of the same shapes, the next run does the same with the
 * same arrays: they were used again only when what they held was no longer needed.
 * Looking all of that up in the graph takes a tenth of a training step of a small network.
 */
final class OpReplay {

	private final List<Step> steps = new ArrayList<>();
	private final List<String> names;
	private final Map<String, long[]> shapes = new LinkedHashMap<>();
	/** Those that read an input of the graph. */
	private final Set<Step> bound = new LinkedHashSet<>();
	private Map<String, INDArray> outputs;
	private boolean usable = true;

	/**
	 * Begins to record.
	 *
	 * @param names of the variables that are computed
	 * @param placeholders the graph's inputs
	 */
	OpReplay(final List<String> names, final Map<String, INDArray> placeholders) {
		this.names = List.copyOf(names);
		placeholders.forEach((name, array) -> shapes.put(name, array.shape().clone()));
	}

	/**
	 * To be called after every operation.
	 *
	 * @param context holds its arrays until the session takes them out of it
	 */
	void add(final DifferentialFunction operation, final OpContext context) {
		// It hands its input on, which is the array that others were given.
		if (operation instanceof Identity) return;
		usable &= context != null && (operation instanceof CustomOp || operation instanceof Op);
		steps.add(new Step(operation, context));
	}

	/** To be called when the run is complete, and before its contexts are used again. */
	void finish(final Map<String, INDArray> placeholders, final Map<String, INDArray> results) {
		// One array for two inputs would be taken for one input.
		final Set<INDArray> different = Collections.newSetFromMap(new IdentityHashMap<>());
		different.addAll(placeholders.values());
		usable &= different.size() == placeholders.size();
		for (final Map.Entry<String, INDArray> placeholder : placeholders.entrySet()) {
			boolean found = false;
			for (final Step step : steps) {
				if (!step.bind(placeholder.getKey(), placeholder.getValue())) continue;
				bound.add(step);
				found = true;
			}
			// Otherwise the session has made another array of it, and would have to again.
			usable &= found;
		}
		if (!usable) return;
		steps.forEach(step -> step.restore(placeholders));
		outputs = results;
	}

	/** Whether {@link #replay} computes these variables from such inputs. */
	boolean fits(final List<String> wanted, final Map<String, INDArray> placeholders) {
		return outputs != null && names.equals(wanted) && placeholders.keySet().equals(shapes.keySet()) &&
			placeholders.entrySet().stream()
				.allMatch(placeholder -> Arrays.equals(placeholder.getValue().shape(), shapes.get(placeholder.getKey())));
	}

	/**
	 * @param cancel asked before every operation
	 * @return the variables by name; valid until the next call
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	Map<String, INDArray> replay(final Map<String, INDArray> placeholders, final CancelToken cancel) {
		bound.forEach(step -> step.restore(placeholders));
		for (final Step step : steps) {
			cancel.throwIfCancelled();
			if (step.operation instanceof CustomOp) Nd4j.exec((CustomOp) step.operation, step.context);
			else Nd4j.exec((Op) step.operation, step.context);
		}
		return outputs;
	}

	private static final class Step {

		private final DifferentialFunction operation;
		private final OpContext context;
		private final List<INDArray> inputs;
		private final List<INDArray> results;
		/** Of the graph's inputs; null for other arrays. */
		private final String[] names;

		private Step(final DifferentialFunction operation, final OpContext context) {
			this.operation = operation;
			this.context = context;
			inputs = context == null ? List.of() : context.getInputArrays();
			results = context == null ? List.of() : context.getOutputArrays();
			names = new String[inputs.size()];
		}

		/** @return whether the operation reads this input of the graph */
		private boolean bind(final String name, final INDArray array) {
			boolean found = false;
			for (int i = 0; i < inputs.size(); i++) {
				if (inputs.get(i) != array) continue;
				names[i] = name;
				found = true;
			}
			return found;
		}

		/** Gives the context its arrays anew: emptied first, or it would keep something of every array that it ever had. */
		private void restore(final Map<String, INDArray> placeholders) {
			context.purge();
			for (int i = 0; i < inputs.size(); i++) {
				context.setInputArray(i, names[i] == null ? inputs.get(i) : placeholders.get(names[i]));
			}
			context.setOutputArrays(results);
		}
	}
}
