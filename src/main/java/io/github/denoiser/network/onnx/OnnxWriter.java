// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network.onnx;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.WeightTensor;
import io.github.denoiser.network.Weights;

import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * A network with its weights as an ONNX model, to be run by ONNX Runtime and
 * whatever else reads ONNX.
 * <p>
 * One float input and one float output, both batch x channels x height x width;
 * the batch is free, and so are height and width, multiples of the network's
 * divisor, unless the network has a fixed size. Every node of the {@link NetworkSpec}
 * but the input becomes one ONNX node, see {@link OnnxNodes}. Batch normalisation
 * works with its running statistics, as in prediction.
 */
public final class OnnxWriter {

	/** Version of ONNX's default operator set; ONNX Runtime reads it from 1.10 (2021) on. */
	public static final int OPSET_VERSION = 15;

	/** Version of the file format that goes with {@link #OPSET_VERSION}. */
	private static final int IR_VERSION = 8;
	private static final String PRODUCER = "Denoiser";

	private final NetworkSpec network;
	private final Weights weights;
	private final GraphProto.Builder graph = GraphProto.newBuilder();

	private OnnxWriter(final NetworkSpec network, final Weights weights) {
		this.network = network;
		this.weights = weights;
	}

	/**
	 * @param version of the program that writes
	 * @param documentation what the model is for, in words
	 * @return the bytes of an ONNX file
	 */
	public static byte[] write(final NetworkSpec network, final Weights weights, final String version,
		final String documentation)
	{
		return new OnnxWriter(network, weights).model(version, documentation).toByteArray();
	}

	private ModelProto model(final String version, final String documentation) {
		graph.setName(network.architecture());
		graph.addInput(value(network.input()));
		graph.addOutput(value(network.output()));
		for (final WeightTensor tensor : network.weightTensors()) {
			graph.addInitializer(Protos.tensor(tensor.name(), weights.get(tensor.name()), tensor.shape()));
		}
		final OnnxNodes nodes = new OnnxNodes();
		for (final Node node : network.nodes()) {
			if (node.op() != Node.Op.INPUT) graph.addNode(nodes.translate(node));
		}
		graph.addAllInitializer(nodes.constants());
		return ModelProto.newBuilder().setIrVersion(IR_VERSION)
			.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET_VERSION)).setProducerName(PRODUCER)
			.setProducerVersion(version).setDocString(documentation).setGraph(graph).build();
	}

	/** The name and type of the network's input or output. */
	private static ValueInfoProto value(final Node node) {
		final TensorShapeProto shape = TensorShapeProto.newBuilder().addDim(free("batch"))
			.addDim(Dimension.newBuilder().setDimValue(node.channels())).addDim(size("height", node.height()))
			.addDim(size("width", node.width())).build();
		return ValueInfoProto.newBuilder().setName(node.name())
			.setType(TypeProto.newBuilder()
				.setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape)))
			.build();
	}

	/** @param pixels 0 if free */
	private static Dimension size(final String name, final int pixels) {
		return pixels == 0 ? free(name) : Dimension.newBuilder().setDimValue(pixels).build();
	}

	private static Dimension free(final String name) {
		return Dimension.newBuilder().setDimParam(name).build();
	}
}
