package io.github.denoiser.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
final class Recording {

	private final List<Step> steps = new ArrayList<>();
	private final List<String> names;
	private final Map<String, long[]> shapes = new LinkedHashMap<>();
	private final List<Binding> bindings = new ArrayList<>();
	private Map<String, INDArray> outputs;
	private boolean usable = true;

	/**
	 * Begins to record.
	 *
	 * @param names of the variables that are computed
	 * @param placeholders the graph's inputs
	 */
	Recording(final List<String> names, final Map<String, INDArray> placeholders) {
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
		for (final Map.Entry<String, INDArray> placeholder : placeholders.entrySet()) {
			final int before = bindings.size();
			steps.forEach(step -> bind(step, placeholder.getKey(), placeholder.getValue()));
			// Otherwise the session has made another array of it, and would have to again.
			usable &= bindings.size() > before;
		}
		if (!usable) return;
		steps.forEach(Step::restore);
		outputs = results;
	}

	private void bind(final Step step, final String name, final INDArray array) {
		for (int i = 0; i < step.inputs.size(); i++) {
			if (step.inputs.get(i) == array) bindings.add(new Binding(step.context, i, name));
		}
	}

	/** Whether {@link #replay} computes these variables from such inputs. */
	boolean fits(final List<String> wanted, final Map<String, INDArray> placeholders) {
		return outputs != null && names.equals(wanted) && placeholders.keySet().equals(shapes.keySet()) && placeholders
			.entrySet().stream().allMatch(placeholder -> Arrays.equals(placeholder.getValue().shape(), shapes.get(placeholder
				.getKey())));
	}

	/**
	 * @param cancel asked before every operation
	 * @return the variables by name; valid until the next call
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	Map<String, INDArray> replay(final Map<String, INDArray> placeholders, final CancelToken cancel) {
		for (final Binding binding : bindings) {
			binding.context.setInputArray(binding.index, placeholders.get(binding.name));
		}
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

		private Step(final DifferentialFunction operation, final OpContext context) {
			this.operation = operation;
			this.context = context;
			inputs = context == null ? List.of() : context.getInputArrays();
			results = context == null ? List.of() : context.getOutputArrays();
		}

		private void restore() {
			context.setInputArrays(inputs);
			context.setOutputArrays(results);
		}
	}

	/** Where an operation reads an input of the graph. */
	private static final class Binding {

		private final OpContext context;
		private final int index;
		private final String name;

		private Binding(final OpContext context, final int index, final String name) {
			this.context = context;
			this.index = index;
			this.name = name;
		}
	}
}
