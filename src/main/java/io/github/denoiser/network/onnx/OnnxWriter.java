package io.github.denoiser.network.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

import org.nd4j.shade.protobuf.ByteString;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.Weights;

import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
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
 * all but the channels are free, height and width being multiples of the
 * network's divisor. Every node of the {@link NetworkSpec} but the input becomes
 * one ONNX node, whose output carries its name; the weights keep the names of
 * {@link Weights}. Operators: <a
 * href="https://onnx.ai/onnx/operators/">onnx.ai/onnx/operators</a>.
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
		network.weightShapes().forEach((name, shape) -> graph.addInitializer(tensor(name, weights.get(name), shape)));
		for (final Node node : network.nodes()) {
			if (node.op() != Node.Op.INPUT) graph.addNode(node(node));
		}
		return ModelProto.newBuilder().setIrVersion(IR_VERSION).addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(
			OPSET_VERSION)).setProducerName(PRODUCER).setProducerVersion(version).setDocString(documentation).setGraph(graph)
			.build();
	}

	private NodeProto node(final Node node) {
		final List<String> inputs = node.inputs().stream().map(Node::name).collect(Collectors.toList());
		final NodeProto.Builder onnx = NodeProto.newBuilder().setName(node.name()).addAllInput(inputs).addOutput(node
			.name());
		final int stride = node.stride();
		switch (node.op()) {
			case CONV:
				return convolution(node, onnx);
			case RELU:
				return onnx.setOpType("Relu").build();
			case SIGMOID:
				return onnx.setOpType("Sigmoid").build();
			case MAX_POOL:
				return onnx.setOpType("MaxPool").addAttribute(ints("kernel_shape", stride, stride)).addAttribute(ints("strides",
					stride, stride)).build();
			case UPSAMPLE:
				return resize(node, onnx);
			case SPACE_TO_DEPTH:
				return onnx.setOpType("SpaceToDepth").addAttribute(integer("blocksize", stride)).build();
			case DEPTH_TO_SPACE:
				return onnx.setOpType("DepthToSpace").addAttribute(integer("blocksize", stride)).addAttribute(text("mode",
					"DCR")).build();
			case ADD:
				return onnx.setOpType("Add").build();
			case CONCAT:
				return onnx.setOpType("Concat").addAttribute(integer("axis", 1)).build();
			default:
				throw new IllegalStateException("unknown operation " + node.op());
		}
	}

	private static NodeProto convolution(final Node node, final NodeProto.Builder onnx) {
		final int before = node.paddingBefore();
		final int after = node.paddingAfter();
		onnx.setOpType("Conv").addInput(node.weightName());
		if (node.hasBias()) onnx.addInput(node.biasName());
		// The padding: top, left, bottom, right.
		return onnx.addAttribute(ints("kernel_shape", node.kernel(), node.kernel())).addAttribute(ints("strides", node
			.stride(), node.stride())).addAttribute(ints("pads", before, before, after, after)).build();
	}

	/** Repeats pixels: output pixel i is input pixel floor(i / stride). */
	private NodeProto resize(final Node node, final NodeProto.Builder onnx) {
		final String scales = node.name() + ".scales";
		graph.addInitializer(tensor(scales, new float[] { 1, 1, node.stride(), node.stride() }, 4));
		// The second input, the region of interest, is left out.
		return onnx.setOpType("Resize").addInput("").addInput(scales).addAttribute(text("mode", "nearest")).addAttribute(
			text("coordinate_transformation_mode", "asymmetric")).addAttribute(text("nearest_mode", "floor")).build();
	}

	private static TensorProto tensor(final String name, final float[] values, final long... shape) {
		final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES)).order(
			ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(values);
		final TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(
			TensorProto.DataType.FLOAT_VALUE).setRawData(ByteString.copyFrom(bytes));
		for (final long size : shape) {
			tensor.addDims(size);
		}
		return tensor.build();
	}

	/** The name and type of the network's input or output. */
	private static ValueInfoProto value(final Node node) {
		final TensorShapeProto shape = TensorShapeProto.newBuilder().addDim(free("batch")).addDim(Dimension.newBuilder()
			.setDimValue(node.channels())).addDim(free("height")).addDim(free("width")).build();
		return ValueInfoProto.newBuilder().setName(node.name()).setType(TypeProto.newBuilder().setTensorType(
			TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape))).build();
	}

	private static Dimension free(final String name) {
		return Dimension.newBuilder().setDimParam(name).build();
	}

	private static AttributeProto integer(final String name, final long value) {
		return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
	}

	private static AttributeProto ints(final String name, final long... values) {
		final AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(
			AttributeProto.AttributeType.INTS);
		for (final long value : values) {
			attribute.addInts(value);
		}
		return attribute.build();
	}

	private static AttributeProto text(final String name, final String value) {
		return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRING).setS(ByteString
			.copyFromUtf8(value)).build();
	}
}
