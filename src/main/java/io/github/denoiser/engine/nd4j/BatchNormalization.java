// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNorm;

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

	/**
	 * ND4J's operation with a derivative of our own: M2.1's counts its inputs wrongly, and
	 * takes a quarter of a training step of the dense-latent autoencoder.
	 */
	private static final class OverChannels extends BatchNorm {

		private static final int[] CHANNELS = { 1 };

		private OverChannels(final SameDiff graph, final SDVariable x, final SDVariable mean, final SDVariable variance,
			final SDVariable scale, final SDVariable shift)
		{
			super(graph, x, mean, variance, scale, shift, Node.BATCH_NORM_EPSILON, CHANNELS);
		}

		/**
		 * Ioffe and Szegedy 2015, section 3, rearranged: with the share that goes through the
		 * batch's mean and variance, the gradient of x is a straight line in x and in the outer
		 * gradient, with factors of each channel.
		 */
		@Override
		public List<SDVariable> doDiff(final List<SDVariable> outer) {
			final SDVariable x = arg(0);
			final SDVariable mean = arg(1);
			final SDVariable inverse = sameDiff.math().rsqrt(arg(2).add(Node.BATCH_NORM_EPSILON));
			final SDVariable shift = Bias.channelSums(outer.get(0));
			final SDVariable scale = Bias.channelSums(outer.get(0).mul(x)).sub(mean.mul(shift)).mul(inverse);
			final SDVariable perChannel = sameDiff.size(x).castTo(x.dataType()).div(sameDiff.size(mean).castTo(x.dataType()));
			final SDVariable slope = arg(3).mul(inverse);
			final SDVariable share = slope.mul(inverse).mul(scale).div(perChannel);
			final SDVariable constant = share.mul(mean).sub(slope.mul(shift).div(perChannel));
			return Arrays.asList(outer.get(0).mul(wide(slope)).sub(x.mul(wide(share))).add(wide(constant)), null, null, scale,
				shift);
		}

		/** Of one value a channel, to go with images. */
		private static SDVariable wide(final SDVariable channels) {
			return channels.reshape(1, -1, 1, 1);
		}
	}
}
