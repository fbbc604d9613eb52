package io.github.denoiser.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.DataFormat;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.Weights;

/**
 * A {@link NetworkSpec} as a SameDiff graph in NCHW layout, with its weights.
 * <p>
 * SameDiff wants kernels as (height, width, in, out); {@link Weights} holds them
 * as (out, in, height, width). (M2.1 claims to take the latter too, but its
 * convolution's backward pass then refuses the shapes.)
 */
final class SameDiffGraph {

	static final String INPUT = "input";
	static final String TARGET = "target";
	static final String WEIGHT = "weight";
	static final String LOSS = "loss";

	private final NetworkSpec spec;
	private final SameDiff graph = SameDiff.create();
	private final Map<String, SDVariable> parameters = new LinkedHashMap<>();
	private final String output;

	/** @param trainable whether the weights are variables or constants */
	SameDiffGraph(final NetworkSpec spec, final Weights weights, final boolean trainable) {
		this.spec = spec;
		final Map<Node, SDVariable> variables = new HashMap<>();
		for (final Node node : spec.nodes()) {
			variables.put(node, add(node, variables, weights, trainable));
		}
		output = variables.get(spec.output()).name();
	}

	SameDiff graph() {
		return graph;
	}

	/** Name of the network's output. */
	String output() {
		return output;
	}

	/** The trainable variables by the names of {@link Weights}. */
	Map<String, SDVariable> parameters() {
		return parameters;
	}

	/** Adds placeholders {@link #TARGET} and {@link #WEIGHT} and the variable {@link #LOSS}. */
	void addLoss(final Loss loss) {
		final SDVariable target = graph.placeHolder(TARGET, DataType.FLOAT, -1, spec.output().channels(), -1, -1);
		final SDVariable weight = graph.placeHolder(WEIGHT, DataType.FLOAT, -1, spec.output().channels(), -1, -1);
		final SDVariable difference = graph.math().sub(graph.getVariable(output), target);
		final SDVariable error = loss == Loss.MSE ? graph.math().square(difference) : graph.math().abs(difference);
		graph.mean(LOSS, graph.math().mul(error, weight));
		graph.setLossVariables(LOSS);
	}

	/** @return a copy of the weights as they are now */
	Weights weights() {
		final Map<String, float[]> tensors = new LinkedHashMap<>();
		parameters.forEach((name, variable) -> {
			final INDArray values = variable.getArr();
			tensors.put(name, (values.rank() == 4 ? values.permute(3, 2, 0, 1) : values).dup('c').data().asFloat());
		});
		return Weights.of(spec, tensors);
	}

	/** Replaces the weights of a trainable graph. */
	void assign(final Weights weights) {
		parameters.forEach((name, variable) -> {
			final INDArray values = variable.getArr();
			final INDArray flat = Nd4j.createFromArray(weights.get(name));
			if (values.rank() == 4) {
				final long[] s = values.shape();
				values.assign(flat.reshape('c', s[3], s[2], s[0], s[1]).permute(2, 3, 1, 0));
			}
			else values.assign(flat);
		});
	}

	private SDVariable add(final Node node, final Map<Node, SDVariable> done, final Weights weights,
		final boolean trainable)
	{
		final SDVariable x = node.inputs().isEmpty() ? null : done.get(node.input());
		final int s = node.stride();
		switch (node.op()) {
			case INPUT:
				return graph.placeHolder(INPUT, DataType.FLOAT, -1, node.channels(), -1, -1);
			case CONV:
				return convolution(node, x, weights, trainable);
			case RELU:
				return graph.nn().relu(node.name(), x, 0);
			case SIGMOID:
				return graph.nn().sigmoid(node.name(), x);
			case MAX_POOL:
				return graph.cnn().maxPooling2d(node.name(), x, Pooling2DConfig.builder().kH(s).kW(s).sH(s).sW(s).type(
					Pooling2D.Pooling2DType.MAX).divisor(Pooling2D.Divisor.EXCLUDE_PADDING).paddingMode(PaddingMode.VALID)
					.build());
			case UPSAMPLE:
				return graph.cnn().upsampling2d(node.name(), x, s, s, true);
			case SPACE_TO_DEPTH:
				return graph.cnn().spaceToDepth(node.name(), x, s, DataFormat.NCHW);
			case DEPTH_TO_SPACE:
				return graph.cnn().depthToSpace(node.name(), x, s, DataFormat.NCHW);
			case ADD:
				return graph.math().add(node.name(), x, done.get(node.inputs().get(1)));
			case CONCAT:
				return graph.concat(node.name(), 1, x, done.get(node.inputs().get(1)));
			default:
				throw new IllegalStateException("unknown operation " + node.op());
		}
	}

	private SDVariable convolution(final Node node, final SDVariable x, final Weights weights,
		final boolean trainable)
	{
		final int k = node.kernel();
		final INDArray kernel = Nd4j.createFromArray(weights.get(node.weightName())).reshape('c', node.channels(), node
			.input().channels(), k, k).permute(2, 3, 1, 0).dup('c');
		final SDVariable w = parameter(node.weightName(), kernel, trainable);
		final Conv2DConfig config = Conv2DConfig.builder().kH(k).kW(k).sH(node.stride()).sW(node.stride()).paddingMode(
			PaddingMode.SAME).dataFormat(Conv2DConfig.NCHW).weightsFormat(WeightsFormat.YXIO).build();
		if (!node.hasBias()) return graph.cnn().conv2d(node.name(), x, w, config);
		final SDVariable b = parameter(node.biasName(), Nd4j.createFromArray(weights.get(node.biasName())), trainable);
		return graph.cnn().conv2d(node.name(), x, w, b, config);
	}

	private SDVariable parameter(final String name, final INDArray values, final boolean trainable) {
		if (!trainable) return graph.constant(name, values);
		final SDVariable variable = graph.var(name, values);
		parameters.put(name, variable);
		return variable;
	}
}
