// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network as data: its nodes in the order of computation, from the input to
 * the output. The graph for training and prediction, the ONNX file, the
 * parameter count and the {@link ShapeRules} are all derived from it. Immutable.
 */
public final class NetworkSpec {

	private final String architecture;
	private final Map<String, Integer> parameters;
	private final List<Node> nodes;
	private final Initialisation initialisation;
	private final List<WeightTensor> weightTensors;
	private final ShapeRules shapeRules;

	NetworkSpec(final String architecture, final Map<String, Integer> parameters, final List<Node> nodes,
		final Initialisation initialisation)
	{
		this.architecture = architecture;
		this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
		this.nodes = List.copyOf(nodes);
		this.initialisation = initialisation;
		this.weightTensors = this.nodes.stream().flatMap(node -> node.weights().stream())
			.collect(Collectors.toUnmodifiableList());
		this.shapeRules = ShapeRules.of(this.nodes);
	}

	/** The name that makes this network again, with {@link Architectures#create}. */
	public String architecture() {
		return architecture;
	}

	/** The numbers that make this network again, in a fixed order. */
	public Map<String, Integer> parameters() {
		return parameters;
	}

	/** The nodes, each behind those that it reads. */
	public List<Node> nodes() {
		return nodes;
	}

	public Node input() {
		return nodes.get(0);
	}

	public Node output() {
		return nodes.get(nodes.size() - 1);
	}

	/** How {@link Weights#random} starts a training. */
	public Initialisation initialisation() {
		return initialisation;
	}

	/** Halo and divisor, for tiling, or the one size that fits. */
	public ShapeRules shapeRules() {
		return shapeRules;
	}

	/** What {@link Weights} hold, in the order of the nodes. */
	public List<WeightTensor> weightTensors() {
		return weightTensors;
	}

	/**
	 * Names and shapes of {@link #weightTensors()}. Kernels are (out, in, height,
	 * width), those of transposed convolutions (in, out, height, width), matrices
	 * (out, in), and all else one number a channel, as in ONNX.
	 */
	public Map<String, long[]> weightShapes() {
		final Map<String, long[]> shapes = new LinkedHashMap<>();
		weightTensors.forEach(tensor -> shapes.put(tensor.name(), tensor.shape()));
		return shapes;
	}

	/** Number of trainable numbers. */
	public long parameterCount() {
		return weightTensors.stream().filter(WeightTensor::isTrainable).mapToLong(WeightTensor::length).sum();
	}

	/** Number of numbers that are not trained by gradients: batch normalisation's running means and variances. */
	public long statisticsCount() {
		return weightCount() - parameterCount();
	}

	/** Number of all numbers in {@link Weights}. */
	public long weightCount() {
		return weightTensors.stream().mapToLong(WeightTensor::length).sum();
	}

	/** For example {@code unet (channels 1, filters 64, ...), 1,234,567 parameters}. */
	@Override
	public String toString() {
		final StringBuilder text = new StringBuilder(architecture).append(" (");
		parameters.forEach((name, value) -> text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(name)
			.append(' ').append(value));
		return text.append(String.format(Locale.ROOT, "), %,d parameters", parameterCount())).toString();
	}
}
