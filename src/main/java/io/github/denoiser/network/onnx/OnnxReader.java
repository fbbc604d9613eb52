// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network.onnx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;

/**
 * Reads the weights of a known network out of an ONNX model: the initialisers
 * that carry the names of {@link NetworkSpec#weightShapes()}. Nothing else of
 * the file is looked at, nothing is executed.
 * <p>
 * The file is not trusted. It is walked field by field instead of being turned
 * into protobuf objects, which can take a hundred times its size; beside the
 * network's own weights, memory is taken for one tensor at a time, of a size
 * that the network expects.
 */
public final class OnnxReader {

	private static final String REMEDY = " The file is damaged, or belongs to another network: get it again.";

	/** Room for a tensor's name, shape and the like. */
	private static final int HEADER_BYTES = 1 << 16;

	private final Map<String, long[]> shapes;
	private final Map<String, float[]> tensors = new HashMap<>();

	private OnnxReader(final NetworkSpec network) {
		shapes = network.weightShapes();
	}

	/**
	 * @param onnx the bytes of an ONNX file
	 * @param network whose weights to read
	 * @throws DenoiserException if the bytes are no ONNX model, or the weights are
	 *           not those of the network, or not finite
	 */
	public static Weights read(final byte[] onnx, final NetworkSpec network) {
		try {
			return read(new ByteArrayInputStream(onnx), network);
		}
		catch (final IOException e) {
			throw new DenoiserException("The weights are not a readable ONNX model (" + e.getMessage() + ")." + REMEDY, e);
		}
	}

	/**
	 * As {@link #read(byte[], NetworkSpec)}, from a stream, which is left open.
	 *
	 * @throws IOException if the stream cannot be read, ends too early, or is no ONNX
	 *           model
	 */
	public static Weights read(final InputStream onnx, final NetworkSpec network) throws IOException {
		final OnnxReader reader = new OnnxReader(network);
		reader.readModel(CodedInputStream.newInstance(onnx, 1 << 16));
		return Weights.of(network, reader.tensors);
	}

	private void readModel(final CodedInputStream in) throws IOException {
		in.setSizeLimit(Integer.MAX_VALUE);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			if (WireFormat.getTagFieldNumber(tag) == ModelProto.GRAPH_FIELD_NUMBER) {
				final int end = in.pushLimit(messageLength(in, tag));
				readGraph(in);
				in.popLimit(end);
			}
			else skip(in, tag);
		}
	}

	private void readGraph(final CodedInputStream in) throws IOException {
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			if (WireFormat.getTagFieldNumber(tag) == GraphProto.INITIALIZER_FIELD_NUMBER) {
				final int end = in.pushLimit(messageLength(in, tag));
				readTensor(in);
				in.popLimit(end);
			}
			else skip(in, tag);
		}
	}

	private void readTensor(final CodedInputStream in) throws IOException {
		final long expected = 4 * shapes.values().stream().mapToLong(OnnxReader::length).max().orElse(0);
		if (in.getBytesUntilLimit() > expected + HEADER_BYTES)
			throw broken("a tensor is larger than the network's largest");
		String name = "";
		int type = TensorProto.DataType.UNDEFINED_VALUE;
		final LongList dims = new LongList();
		ByteBuffer values = ByteBuffer.allocate(0);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			switch (WireFormat.getTagFieldNumber(tag)) {
				case TensorProto.DIMS_FIELD_NUMBER:
					dims.read(in, tag);
					break;
				case TensorProto.DATA_TYPE_FIELD_NUMBER:
					require(tag, WireFormat.WIRETYPE_VARINT);
					type = in.readInt32();
					break;
				case TensorProto.NAME_FIELD_NUMBER:
					// Not readString: it does not check the length, and fails with an IllegalStateException if that is negative.
					name = new String(in.readRawBytes(messageLength(in, tag)), StandardCharsets.UTF_8);
					break;
				case TensorProto.RAW_DATA_FIELD_NUMBER:
				case TensorProto.FLOAT_DATA_FIELD_NUMBER:
					// Packed floats have the layout of raw data. Writers always pack.
					values = ByteBuffer.wrap(in.readRawBytes(messageLength(in, tag)));
					break;
				case TensorProto.EXTERNAL_DATA_FIELD_NUMBER:
					throw broken("it keeps its numbers in another file");
				default:
					skip(in, tag);
			}
		}
		add(name, type, dims.toArray(), values.order(ByteOrder.LITTLE_ENDIAN));
	}

	/** Keeps the tensor if it is one of the network's. */
	private void add(final String name, final int type, final long[] dims, final ByteBuffer values) throws IOException {
		final long[] shape = shapes.get(name);
		if (shape == null) return;
		if (type != TensorProto.DataType.FLOAT_VALUE) throw broken("\"" + name + "\" does not hold 32-bit floats");
		if (!Arrays.equals(shape, dims) || values.remaining() != 4 * length(shape)) {
			throw broken("\"" + name + "\" should have shape " + Arrays.toString(shape) + " but has shape " +
				Arrays.toString(dims) + " and " + values.remaining() / 4 + " numbers");
		}
		final float[] floats = new float[values.remaining() / 4];
		values.asFloatBuffer().get(floats);
		if (tensors.put(name, floats) != null) throw broken("\"" + name + "\" occurs twice");
	}

	private static long length(final long[] shape) {
		return Arrays.stream(shape).reduce(1, Math::multiplyExact);
	}

	/** Reads the length of a field that must be a message, bytes or packed numbers, and checks that it is there. */
	private static int messageLength(final CodedInputStream in, final int tag) throws IOException {
		require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
		final int length = in.readRawVarint32();
		final int left = in.getBytesUntilLimit();
		if (length < 0 || left >= 0 && length > left) throw broken("a field is longer than what holds it");
		return length;
	}

	/** Skips a field; groups, which ONNX does not use and which can nest endlessly, are an error. */
	private static void skip(final CodedInputStream in, final int tag) throws IOException {
		final int type = WireFormat.getTagWireType(tag);
		if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP || !in.skipField(tag)) {
			throw broken("a field is of an unknown kind");
		}
	}

	private static void require(final int tag, final int wireType) throws IOException {
		if (WireFormat.getTagWireType(tag) != wireType) throw broken("a field is of the wrong kind");
	}

	private static IOException broken(final String what) {
		return new IOException(what);
	}

	/** A tensor's shape: four numbers at most, one a field or packed. */
	private static final class LongList {

		private static final int MAX = 8;
		private final long[] values = new long[MAX];
		private int size;

		private void read(final CodedInputStream in, final int tag) throws IOException {
			if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) add(in.readInt64());
			else {
				final int end = in.pushLimit(messageLength(in, tag));
				while (!in.isAtEnd()) {
					add(in.readInt64());
				}
				in.popLimit(end);
			}
		}

		private void add(final long value) throws IOException {
			if (size == MAX) throw broken("a tensor has too many axes");
			values[size++] = value;
		}

		private long[] toArray() {
			return Arrays.copyOf(values, size);
		}
	}
}
