// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Timeout;
import org.nd4j.shade.protobuf.ByteString;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.network.Weights;

import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;

@Timeout(60)
class OnnxReaderTest {

	private static final NetworkSpec NETWORK = TestNetworks.all().get("max pool, upsample, concat");
	private static final Weights WEIGHTS = TestNetworks.weights(NETWORK, 2);
	private static final byte[] ONNX = OnnxWriter.write(NETWORK, WEIGHTS, "1", "test");

	@Test
	void whatIsWrittenIsReadBitByBit() {
		final Map<String, NetworkSpec> networks = TestNetworks.all();
		networks.putAll(TestNetworks.ofFixedSize());
		networks.forEach((name, network) -> {
			final Weights weights = TestNetworks.weights(network, 9);
			final Weights read = OnnxReader.read(OnnxWriter.write(network, weights, "1", name), network);
			assertSame(weights, read);
		});
	}

	private static void assertSame(final Weights expected, final Weights actual) {
		assertEquals(new ArrayList<>(expected.tensors().keySet()), new ArrayList<>(actual.tensors().keySet()));
		expected.tensors().forEach((name, values) -> assertArrayEquals(values, actual.get(name)));
	}

	@Test
	void numbersMayStandInAFieldOfFloatsToo() {
		assertSame(WEIGHTS, OnnxReader.read(edited("last.weight", t -> {
			t.clearRawData();
			for (final float value : WEIGHTS.get("last.weight")) {
				t.addFloatData(value);
			}
		}), NETWORK));
	}

	@Test
	void otherTensorsAreLeftAlone() {
		final ModelProto.Builder model = builder();
		model.getGraphBuilder().addInitializer(TensorProto.newBuilder().setName("other").addDims(3));
		assertSame(WEIGHTS, OnnxReader.read(model.build().toByteArray(), NETWORK));
	}

	@Test
	void wrongTensorsAreNamed() {
		assertRefused(edited("last.weight", t -> t.setDataType(TensorProto.DataType.DOUBLE_VALUE)), "\"last.weight\"",
			"32-bit");
		assertRefused(edited("last.weight", t -> t.setDims(0, 2)), "\"last.weight\"", "shape");
		assertRefused(edited("last.weight", t -> t.clearDims()), "\"last.weight\"", "shape");
		assertRefused(edited("last.weight", t -> t.addAllDims(List.of(1L, 1L, 1L, 1L, 1L))), "too many axes");
		assertRefused(edited("last.weight", t -> t.setRawData(ByteString.copyFrom(new byte[8]))), "\"last.weight\"",
			"2 numbers");
		assertRefused(edited("last.weight", t -> t.setName("first.weight")), "\"last.weight\"", "missing");
		assertRefused(
			edited("last.weight",
				t -> t.addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))),
			"another file");
		assertRefused(edited("last.bias", t -> t.setRawData(ByteString.copyFrom(new byte[] { 0, 0, (byte) 0xc0, 0x7f }))),
			"\"last.bias\"", "not finite");
	}

	@Test
	void aTensorMustNotOccurTwice() {
		final ModelProto.Builder model = builder();
		model.getGraphBuilder().addInitializer(model.getGraph().getInitializer(0));
		assertRefused(model.build().toByteArray(), "twice");
	}

	@Test
	void aTensorLargerThanAnyExpectedIsNotRead() {
		assertRefused(edited("last.weight", t -> t.setRawData(ByteString.copyFrom(new byte[1 << 20]))), "larger");
	}

	/** The parser of protocol buffers checks most lengths, but not that of a text. */
	@ParameterizedTest
	@ValueSource(
		ints = { TensorProto.NAME_FIELD_NUMBER, TensorProto.RAW_DATA_FIELD_NUMBER, TensorProto.FLOAT_DATA_FIELD_NUMBER,
			TensorProto.DIMS_FIELD_NUMBER, TensorProto.DOC_STRING_FIELD_NUMBER, TensorProto.EXTERNAL_DATA_FIELD_NUMBER })
	void aNegativeLengthIsRefused(final int field) {
		final byte[] minusOne = { (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f };
		final ByteArrayOutputStream tensor = new ByteArrayOutputStream();
		tensor.write(field << 3 | 2);
		tensor.writeBytes(minusOne);
		final ByteArrayOutputStream model = new ByteArrayOutputStream();
		model.writeBytes(new byte[] { 7 << 3 | 2, (byte) (2 + tensor.size()), 5 << 3 | 2, (byte) tensor.size() });
		model.writeBytes(tensor.toByteArray());
		assertRefused(model.toByteArray());
	}

	@Test
	void everyTruncationIsFound() {
		for (int length = 0; length < ONNX.length - 1; length++) {
			final byte[] cut = Arrays.copyOf(ONNX, length);
			// What comes last are the names and shapes of input and output, which do not matter here.
			try {
				assertSame(WEIGHTS, OnnxReader.read(cut, NETWORK));
				assertTrue(length > ONNX.length / 2);
			}
			catch (final DenoiserException e) {
				// As it should be.
			}
		}
	}

	@Test
	void flippedBitsNeverEndInAnythingButAMessage() {
		final Random random = new Random(1);
		for (int i = 0; i < 5000; i++) {
			final byte[] flipped = ONNX.clone();
			for (int n = random.nextInt(4); n >= 0; n--) {
				flipped[random.nextInt(flipped.length)] ^= 1 << random.nextInt(8);
			}
			readOrRefuse(flipped);
		}
	}

	@Test
	void noiseIsNoModel() {
		final Random random = new Random(2);
		for (int i = 0; i < 1000; i++) {
			final byte[] noise = new byte[random.nextInt(2000)];
			random.nextBytes(noise);
			assertRefused(noise);
		}
	}

	@Test
	void endlessNestingAndEndlessListsAreHarmless() {
		final byte[] groups = new byte[1 << 20];
		Arrays.fill(groups, (byte) 0x0b);
		assertRefused(groups, "unknown kind");
		final GraphProto.Builder graph = GraphProto.newBuilder();
		for (int i = 0; i < 1 << 20; i++) {
			graph.addNode(NodeProto.getDefaultInstance());
		}
		assertRefused(ModelProto.newBuilder().setGraph(graph).build().toByteArray(), "missing");
	}

	@Test
	void lengthsThatLieAreFoundBeforeMemoryIsTaken() {
		// A graph, an initialiser, raw data: each says that it is 2 GB long.
		final byte[] length = { (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7 };
		assertRefused(concat(new byte[] { 0x3a }, length));
		assertRefused(concat(new byte[] { 0x3a }, length, new byte[] { 0x2a }, length));
		assertRefused(concat(new byte[] { 0x3a, 20, 0x2a, 10, 0x4a }, length, new byte[40]), "longer than what holds it");
		assertRefused(concat(new byte[] { 0x0a }, length));
	}

	private static void readOrRefuse(final byte[] onnx) {
		try {
			OnnxReader.read(onnx, NETWORK);
		}
		catch (final DenoiserException e) {
			// As it should be.
		}
	}

	private static void assertRefused(final byte[] onnx, final String... words) {
		final DenoiserException e = assertThrows(DenoiserException.class, () -> OnnxReader.read(onnx, NETWORK));
		for (final String word : words) {
			assertTrue(e.getMessage().contains(word), () -> "\"" + e.getMessage() + "\" does not say " + word);
		}
	}

	private static byte[] edited(final String name, final Consumer<TensorProto.Builder> edit) {
		final ModelProto.Builder model = builder();
		model.getGraphBuilder().getInitializerBuilderList().stream().filter(t -> t.getName().equals(name)).forEach(edit);
		return model.build().toByteArray();
	}

	private static ModelProto.Builder builder() {
		try {
			return ModelProto.parseFrom(ONNX).toBuilder();
		}
		catch (final Exception e) {
			throw new IllegalStateException(e);
		}
	}

	private static byte[] concat(final byte[]... parts) {
		byte[] all = new byte[0];
		for (final byte[] part : parts) {
			final int end = all.length;
			all = Arrays.copyOf(all, end + part.length);
			System.arraycopy(part, 0, all, end, part.length);
		}
		return all;
	}
}
