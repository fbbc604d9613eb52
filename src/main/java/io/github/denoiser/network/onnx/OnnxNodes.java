// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.denoiser.network.Node;
import io.github.denoiser.network.WeightTensor;

import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/**
 * Translates the nodes of a network into ONNX's operators (<a
 * href="https://onnx.ai/onnx/operators/">onnx.ai/onnx/operators</a>), one for one:
 * a node's output carries its name, its weights the names of {@link WeightTensor}.
 */
final class OnnxNodes {

	/** Tensors that operators take as inputs instead of attributes. */
	private final List<TensorProto> constants = new ArrayList<>();

	/** What the translated nodes need beside the weights. */
	List<TensorProto> constants() {
		return constants;
	}

	NodeProto translate(final Node node) {
		final NodeProto.Builder onnx = NodeProto.newBuilder().setName(node.name()).addOutput(node.name())
			.addAllInput(node.inputs().stream().map(Node::name).collect(Collectors.toList()));
		// The order of weights is that of ONNX's inputs.
		node.weights().forEach(tensor -> onnx.addInput(tensor.name()));
		final int stride = node.stride();
		switch (node.op()) {
			case CONV:
				return convolution("Conv", node, onnx);
			case TRANSPOSED_CONV:
				return convolution("ConvTranspose", node, onnx);
			case FLATTEN:
				return onnx.setOpType("Flatten").addAttribute(Protos.integer("axis", 1)).build();
			case DENSE:
				return onnx.setOpType("Gemm").addAttribute(Protos.integer("transB", 1)).build();
			case RESHAPE:
				return reshape(node, onnx);
			case BATCH_NORM:
				return onnx.setOpType("BatchNormalization")
					.addAttribute(Protos.number("epsilon", (float) Node.BATCH_NORM_EPSILON)).build();
			case RELU:
				return onnx.setOpType("Relu").build();
			case LEAKY_RELU:
				return onnx.setOpType("LeakyRelu").addAttribute(Protos.number("alpha", (float) node.slope())).build();
			case SIGMOID:
				return onnx.setOpType("Sigmoid").build();
			case MAX_POOL:
				return onnx.setOpType("MaxPool").addAttribute(Protos.integers("kernel_shape", stride, stride))
					.addAttribute(Protos.integers("strides", stride, stride)).build();
			case BLUR_POOL:
				return blurPool(node, onnx);
			case UPSAMPLE:
				return resize(node, onnx);
			case SPACE_TO_DEPTH:
				return onnx.setOpType("SpaceToDepth").addAttribute(Protos.integer("blocksize", stride)).build();
			case DEPTH_TO_SPACE:
				return onnx.setOpType("DepthToSpace").addAttribute(Protos.integer("blocksize", stride))
					.addAttribute(Protos.text("mode", "DCR")).build();
			case ADD:
				return onnx.setOpType("Add").build();
			case CONCAT:
				return onnx.setOpType("Concat").addAttribute(Protos.integer("axis", 1)).build();
			default:
				throw new IllegalStateException("unknown operation " + node.op());
		}
	}

	/** One kernel for each channel, all the same. */
	private NodeProto blurPool(final Node node, final NodeProto.Builder onnx) {
		final String name = node.name() + ".blur";
		final float[] kernel = Node.blurKernel();
		final float[] kernels = new float[node.channels() * kernel.length];
		for (int i = 0; i < kernels.length; i++) {
			kernels[i] = kernel[i % kernel.length];
		}
		constants.add(Protos.tensor(name, kernels, node.channels(), 1, node.kernel(), node.kernel()));
		return convolution("Conv", node, onnx.addInput(name).addAttribute(Protos.integer("group", node.channels())));
	}

	private static NodeProto convolution(final String type, final Node node, final NodeProto.Builder onnx) {
		final int before = node.paddingBefore();
		final int after = node.paddingAfter();
		// The padding: top, left, bottom, right.
		return onnx.setOpType(type).addAttribute(Protos.integers("kernel_shape", node.kernel(), node.kernel()))
			.addAttribute(Protos.integers("strides", node.stride(), node.stride()))
			.addAttribute(Protos.integers("pads", before, before, after, after)).build();
	}

	private NodeProto reshape(final Node node, final NodeProto.Builder onnx) {
		final String shape = node.name() + ".shape";
		// 0: the batch stays as it is.
		constants.add(Protos.tensor(shape, new long[] { 0, node.channels(), node.height(), node.width() }));
		return onnx.setOpType("Reshape").addInput(shape).build();
	}

	/** Repeats pixels: output pixel i is input pixel floor(i / stride). */
	private NodeProto resize(final Node node, final NodeProto.Builder onnx) {
		final String scales = node.name() + ".scales";
		constants.add(Protos.tensor(scales, new float[] { 1, 1, node.stride(), node.stride() }, 4));
		// The second input, the region of interest, is left out.
		return onnx.setOpType("Resize").addInput("").addInput(scales).addAttribute(Protos.text("mode", "nearest"))
			.addAttribute(Protos.text("coordinate_transformation_mode", "asymmetric"))
			.addAttribute(Protos.text("nearest_mode", "floor")).build();
	}
}
