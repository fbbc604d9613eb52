package io.github.denoiser.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as data: its nodes in the order of computation, from the input to
 * the output. The graph for training and prediction, the ONNX file, the
 * parameter count and the {@link ShapeRules} are all derived from it. Immutable.
 */
public final class NetworkSpec {

	private final String architecture;
	private final Map<String, Integer> parameters;
	private final List<Node> nodes;
	private final ShapeRules shapeRules;

	NetworkSpec(final String architecture, final Map<String, Integer> parameters, final List<Node> nodes) {
		this.architecture = architecture;
		this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
		this.nodes = List.copyOf(nodes);
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

	/** Halo and divisor, for tiling. */
	public ShapeRules shapeRules() {
		return shapeRules;
	}

	/**
	 * Names and shapes of the trainable tensors, in the order of the nodes.
	 * Kernels are (out, in, height, width), biases (out), as in ONNX.
	 */
	public Map<String, long[]> weightShapes() {
		final Map<String, long[]> shapes = new LinkedHashMap<>();
		for (final Node node : nodes) {
			if (!node.hasWeights()) continue;
			shapes.put(node.weightName(), new long[] { node.channels(), node.input().channels(), node.kernel(), node
				.kernel() });
			if (node.hasBias()) shapes.put(node.biasName(), new long[] { node.channels() });
		}
		return shapes;
	}

	/** Number of trainable numbers. */
	public long parameterCount() {
		return weightShapes().values().stream().mapToLong(Weights::length).sum();
	}

	/** For example {@code unet (channels 1, filters 64, ...), 1,234,567 parameters}. */
	@Override
	public String toString() {
		final StringBuilder text = new StringBuilder(architecture).append(" (");
		parameters.forEach((name, value) -> text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(name)
			.append(' ').append(value));
		return text.append(String.format("), %,d parameters", parameterCount())).toString();
	}
}
