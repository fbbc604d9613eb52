// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.nd4j.shade.protobuf.ByteString;

import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto;

/** Makes ONNX's attributes and tensors. */
final class Protos {

	private Protos() {}

	static AttributeProto integer(final String name, final long value) {
		return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
	}

	static AttributeProto integers(final String name, final long... values) {
		final AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
		for (final long value : values) {
			attribute.addInts(value);
		}
		return attribute.build();
	}

	static AttributeProto number(final String name, final float value) {
		return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
	}

	static AttributeProto text(final String name, final String value) {
		return attribute(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
	}

	private static AttributeProto.Builder attribute(final String name, final AttributeProto.AttributeType type) {
		return AttributeProto.newBuilder().setName(name).setType(type);
	}

	/** @param values last axis fastest */
	static TensorProto tensor(final String name, final float[] values, final long... shape) {
		final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
			.order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(values);
		return tensor(name, TensorProto.DataType.FLOAT, bytes, shape);
	}

	/** A tensor of one axis. */
	static TensorProto tensor(final String name, final long[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asLongBuffer().put(values);
		return tensor(name, TensorProto.DataType.INT64, bytes, values.length);
	}

	private static TensorProto tensor(final String name, final TensorProto.DataType type, final ByteBuffer bytes,
		final long... shape)
	{
		final TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber())
			.setRawData(ByteString.copyFrom(bytes));
		for (final long size : shape) {
			tensor.addDims(size);
		}
		return tensor.build();
	}
}
