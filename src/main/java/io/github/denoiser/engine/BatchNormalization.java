package io.github.denoiser.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNorm;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNormDerivative;

import io.github.denoiser.network.Node;

/**
 * One batch normalisation of a network: in a graph, and its running statistics.
 * Variances are those of the batch itself, divided by the number of values, as in
 * Keras 3.
 */
final class BatchNormalization {

	/** Axes of everything but the channels. */
	private static final int[] AXES = { 0, 2, 3 };

	private final Node node;

	BatchNormalization(final Node node) {
		this.node = node;
	}

	/** @param training whether with the batch's own statistics, or with the running ones */
	SDVariable add(final SameDiff graph, final SDVariable x, final boolean training) {
		final SDVariable scale = graph.getVariable(node.scaleName());
		final SDVariable shift = graph.getVariable(node.shiftName());
		SDVariable mean = graph.getVariable(node.meanName());
		SDVariable variance = graph.getVariable(node.varianceName());
		if (training) {
			final SDVariable[] moments = graph.math().moments(names().toArray(new String[0]), x, AXES, false);
			mean = moments[0];
			variance = moments[1];
		}
		final SDVariable y = new OverChannels(graph, x, mean, variance, scale, shift).outputVariable();
		return graph.updateVariableNameAndReference(y, node.name());
	}

	/** Names of the batch's mean and variance in a graph of training. */
	List<String> names() {
		return List.of(node.name() + ".batch_mean", node.name() + ".batch_variance");
	}

	/**
	 * Moves the running statistics towards those of the batch.
	 *
	 * @param results holds what {@link #names()} names
	 */
	void update(final Tensors tensors, final Map<String, INDArray> results) {
		final double share = 1 - Node.BATCH_NORM_MOMENTUM;
		move(tensors.get(node.meanName()), results.get(names().get(0)), share);
		move(tensors.get(node.varianceName()), results.get(names().get(1)), share);
	}

	private static void move(final INDArray running, final INDArray batch, final double share) {
		running.muli(1 - share).addi(batch.mul(share));
	}

	/** ND4J's operation with a derivative; M2.1's own does not work. */
	private static final class OverChannels extends BatchNorm {

		private static final int[] CHANNELS = { 1 };

		private OverChannels(final SameDiff graph, final SDVariable x, final SDVariable mean, final SDVariable variance,
			final SDVariable scale, final SDVariable shift)
		{
			super(graph, x, mean, variance, scale, shift, Node.BATCH_NORM_EPSILON, CHANNELS);
		}

		/** The gradient of x holds the share that goes through the batch's mean and variance already. */
		@Override
		public List<SDVariable> doDiff(final List<SDVariable> outer) {
			final SDVariable[] inputs = Arrays.copyOf(args(), args().length + 1);
			inputs[inputs.length - 1] = outer.get(0);
			final SDVariable[] inner = new Derivative(sameDiff, inputs).outputVariables();
			return Arrays.asList(inner[0], null, null, inner[3], inner[4]);
		}
	}

	/** M2.1's own counts its inputs and outputs wrongly. */
	private static final class Derivative extends BatchNormDerivative {

		private Derivative(final SameDiff graph, final SDVariable[] inputs) {
			super(graph, inputs, null, null, false, true, true, Node.BATCH_NORM_EPSILON, OverChannels.CHANNELS);
		}

		@Override
		public int getNumOutputs() {
			return args().length - 1;
		}

		@Override
		public List<DataType> calculateOutputDataTypes(final List<DataType> inputs) {
			return inputs.subList(0, getNumOutputs());
		}
	}
}
