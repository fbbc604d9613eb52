// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.tensorflow.DataType;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Shape;
import org.tensorflow.Tensor;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.Weights;

/**
 * A U-Net as a graph of TensorFlow 1.15 for Java with its gradients and Adam, in the NHWC
 * layout that its CPU kernels want. Loss: mean of weight times squared error.
 */
final class TensorFlowTrainer implements AutoCloseable {

	private final Graph graph = new Graph();
	private final Map<String, Output<?>> outputs = new HashMap<>();
	private final List<Output<?>> variables = new ArrayList<>();
	private final List<Operation> updates = new ArrayList<>();
	private final List<Operation> assignments = new ArrayList<>();
	private final Output<?> loss;
	private final Session session;

	/** @param network of convolutions without bias, ReLU, sums and depth-to-space only */
	TensorFlowTrainer(final NetworkSpec network, final Weights start, final double learningRate) {
		final Output<?> target = placeholder("target");
		final Output<?> weight = placeholder("weight");
		Output<?> last = null;
		for (final Node node : network.nodes()) {
			last = add(node, start);
			outputs.put(node.name(), last);
		}
		final Output<?> error = op("Square", "square")
			.addInput(op("Sub", "error").addInput(last).addInput(target).build().output(0)).build().output(0);
		final Output<?> weighted = op("Mul", "weighted").addInput(error).addInput(weight).build().output(0);
		try (Tensor<?> axes = Tensor.create(new int[] { 0, 1, 2, 3 })) {
			loss = op("Mean", "loss").addInput(weighted).addInput(constant("axes", axes)).build().output(0);
		}
		final Output<?>[] gradients = graph.addGradients(loss, variables.toArray(new Output<?>[0]));
		for (int i = 0; i < gradients.length; i++) {
			adam(i, gradients[i], learningRate);
		}
		session = new Session(graph);
		final Session.Runner runner = session.runner();
		assignments.forEach(runner::addTarget);
		runner.run();
	}

	private OperationBuilder op(final String type, final String name) {
		return graph.opBuilder(type, name);
	}

	private Output<?> placeholder(final String name) {
		return op("Placeholder", name).setAttr("dtype", DataType.FLOAT).build().output(0);
	}

	private Output<?> constant(final String name, final Tensor<?> value) {
		return op("Const", name).setAttr("dtype", value.dataType()).setAttr("value", value).build().output(0);
	}

	private Output<?> scalar(final String name, final double value) {
		try (Tensor<?> tensor = Tensor.create((float) value)) {
			return constant(name, tensor);
		}
	}

	private Output<?> variable(final String name, final long[] shape, final float[] values) {
		final Output<?> variable = op("VariableV2", name).setAttr("dtype", DataType.FLOAT)
			.setAttr("shape", Shape.make(shape[0], shape[1], shape[2], shape[3])).build().output(0);
		try (Tensor<?> value = Tensor.create(shape, FloatBuffer.wrap(values))) {
			assignments
				.add(op("Assign", name + "/assign").addInput(variable).addInput(constant(name + "/start", value)).build());
		}
		return variable;
	}

	private Output<?> add(final Node node, final Weights start) {
		switch (node.op()) {
			case INPUT:
				return placeholder("input");
			case CONV:
				final int k = node.kernel();
				final int in = node.input().channels();
				final int out = node.channels();
				final Output<?> kernel = variable(node.weightName(), new long[] { k, k, in, out },
					kernel(start.get(node.weightName()), k, in, out));
				variables.add(kernel);
				return op("Conv2D", node.name()).addInput(input(node, 0)).addInput(kernel)
					.setAttr("strides", new long[] { 1, node.stride(), node.stride(), 1 }).setAttr("padding", "SAME").build()
					.output(0);
			case RELU:
				return op("Relu", node.name()).addInput(input(node, 0)).build().output(0);
			case ADD:
				return op("Add", node.name()).addInput(input(node, 0)).addInput(input(node, 1)).build().output(0);
			case DEPTH_TO_SPACE:
				return op("DepthToSpace", node.name()).addInput(input(node, 0)).setAttr("block_size", node.stride()).build()
					.output(0);
			default:
				throw new IllegalArgumentException("not in this benchmark: " + node.op());
		}
	}

	private Output<?> input(final Node node, final int index) {
		return outputs.get(node.inputs().get(index).name());
	}

	/** @return a kernel of (out, in, height, width) as (height, width, in, out) */
	private static float[] kernel(final float[] values, final int k, final int in, final int out) {
		final float[] kernel = new float[values.length];
		for (int o = 0; o < out; o++) {
			for (int i = 0; i < in; i++) {
				for (int p = 0; p < k * k; p++) {
					kernel[(p * in + i) * out + o] = values[(o * in + i) * k * k + p];
				}
			}
		}
		return kernel;
	}

	private void adam(final int index, final Output<?> gradient, final double learningRate) {
		final Output<?> variable = variables.get(index);
		final String name = "adam" + index;
		final long[] shape = new long[4];
		long length = 1;
		for (int i = 0; i < 4; i++) {
			shape[i] = variable.shape().size(i);
			length *= shape[i];
		}
		final Output<?> first = variable(name + "/m", shape, new float[(int) length]);
		final Output<?> second = variable(name + "/v", shape, new float[(int) length]);
		// The powers of beta that correct the start are left at their first values: they cost nothing.
		updates.add(op("ApplyAdam", name).addInput(variable).addInput(first).addInput(second)
			.addInput(scalar(name + "/power1", 0.9)).addInput(scalar(name + "/power2", 0.999))
			.addInput(scalar(name + "/rate", learningRate)).addInput(scalar(name + "/beta1", 0.9))
			.addInput(scalar(name + "/beta2", 0.999)).addInput(scalar(name + "/epsilon", 1e-8)).addInput(gradient).build());
	}

	/**
	 * One step on one batch of one channel.
	 *
	 * @return the loss before it
	 */
	double step(final float[] input, final float[] target, final float[] weight, final int batch, final int size) {
		final long[] shape = { batch, size, size, 1 };
		try (Tensor<?> in = Tensor.create(shape, FloatBuffer.wrap(input));
			Tensor<?> out = Tensor.create(shape, FloatBuffer.wrap(target));
			Tensor<?> by = Tensor.create(shape, FloatBuffer.wrap(weight)))
		{
			final Session.Runner runner = session.runner().feed("input", in).feed("target", out).feed("weight", by)
				.fetch(loss);
			updates.forEach(runner::addTarget);
			try (Tensor<?> value = runner.run().get(0)) {
				return value.floatValue();
			}
		}
	}

	@Override
	public void close() {
		session.close();
		graph.close();
	}
}
