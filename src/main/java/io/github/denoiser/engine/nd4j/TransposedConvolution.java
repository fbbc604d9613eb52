// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Arrays;
import java.util.List;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DeConv2DDerivative;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DeConv2DTF;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.network.Node;

/**
 * A transposed convolution with padding "same", without its bias, the fastest of
 * M2.1's ways that works. Milliseconds forward and backward, from 64 channels of 14 x
 * 14 to 32 of 28 x 28, batch 32, kernel 3, stride 2, one thread:
 * <ul>
 * <li>deconv2d in mode "same": 42 and 31;</li>
 * <li>a convolution to four times the channels and depth to space: 10 and 14;</li>
 * <li>deconv2d with the same padding on all sides, which makes a row and a column too
 * many: 7 with cutting them off, 6.5 with putting them back;</li>
 * <li>what TensorFlow's operation is imported as: 2.5, and no derivative. It fails on
 * images that are wider than high.</li>
 * </ul>
 */
final class TransposedConvolution {

	private final SameDiff graph;
	private final Node node;
	private final int surplus;

	TransposedConvolution(final SameDiff graph, final Node node) {
		this.graph = graph;
		this.node = node;
		surplus = node.paddingAfter() - node.paddingBefore();
	}

	/** @param weight height x width x out x in */
	SDVariable add(final SDVariable x, final SDVariable weight) {
		if (node.width() > 0 && node.width() == node.height()) return new OfSquares(x, weight).outputVariable();
		return cut(graph.cnn().deconv2d(x, weight, explicit()));
	}

	private DeConv2DConfig.DeConv2DConfigBuilder configuration() {
		return DeConv2DConfig.builder().kH(node.kernel()).kW(node.kernel()).sH(node.stride()).sW(node.stride())
			.dataFormat(DeConv2DConfig.NCHW);
	}

	/** With the same padding on all sides. */
	private DeConv2DConfig explicit() {
		return configuration().pH(node.paddingBefore()).pW(node.paddingBefore()).build();
	}

	private SDVariable cut(final SDVariable y) {
		if (surplus == 0) return y;
		// All of the batch and the channels (the bits of the mask), rows and columns but the last.
		return graph.stridedSlice(y, new long[] { 0, 0, 0, 0 }, new long[] { 0, 0, -surplus, -surplus },
			new long[] { 1, 1, 1, 1 }, 0, 0b0011, 0, 0, 0);
	}

	private SDVariable uncut(final SDVariable gradient) {
		if (surplus == 0) return gradient;
		final int[][] padding = { { 0, 0 }, { 0, 0 }, { 0, surplus }, { 0, surplus } };
		return graph.nn().pad(gradient, graph.constant(Nd4j.createFromArray(padding)), PadMode.CONSTANT, 0);
	}

	/** TensorFlow's way forward, deconv2d's backward. */
	private final class OfSquares extends DeConv2DTF {

		private OfSquares(final SDVariable x, final SDVariable weight) {
			super(graph, new SDVariable[] { outputShape(x), weight, x }, configuration().isSameMode(true).build());
		}

		@Override
		public List<SDVariable> doDiff(final List<SDVariable> outer) {
			final SDVariable[] inner = new DeConv2DDerivative(graph, new SDVariable[] { arg(2), arg(1), uncut(outer.get(0)) },
				explicit()).outputVariables();
			return Arrays.asList(null, inner[1], inner[0]);
		}
	}

	private SDVariable outputShape(final SDVariable x) {
		final SDVariable batch = graph.shape(x).mul(graph.constant(Nd4j.createFromArray(1L, 0, 0, 0)));
		return batch.add(graph.constant(Nd4j.createFromArray(0L, node.channels(), node.height(), node.width())));
	}
}
