// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.network.Weights;

/** What we write as ONNX computes in ONNX Runtime what our engine computes. */
class OnnxWriterTest {

	private static final OrtEnvironment ORT = OrtEnvironment.getEnvironment();

	@TestFactory
	Stream<DynamicTest> onnxRuntimeComputesWhatTheEngineComputes() {
		final Map<String, NetworkSpec> networks = TestNetworks.all();
		networks.putAll(TestNetworks.ofFixedSize());
		return networks.entrySet().stream()
			.map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertSameOutput(entry.getValue())));
	}

	/** Batch, height and width. */
	private static int[][] shapes(final ShapeRules rules) {
		if (rules.isFixedSize())
			return new int[][] { { 1, rules.height(), rules.width() }, { 3, rules.height(), rules.width() } };
		final int divisor = rules.divisor();
		return new int[][] { { 1, divisor, divisor }, { 2, 2 * divisor, 5 * divisor },
			{ 1, 40 / divisor * divisor + divisor, 24 / divisor * divisor + divisor } };
	}

	private static void assertSameOutput(final NetworkSpec network) throws OrtException {
		final Weights weights = TestNetworks.weights(network, 7);
		final byte[] onnx = OnnxWriter.write(network, weights, "1.2.3", "a test");
		final int c = network.input().channels();
		try (OrtSession session = ORT.createSession(onnx);
			NetworkRunner runner = Engines.start().runner(network, weights))
		{
			for (final int[] shape : shapes(network.shapeRules())) {
				final long[] nchw = { shape[0], c, shape[1], shape[2] };
				final float[] input = random(shape[0] * c * shape[1] * shape[2]);
				final Tensor expected = runner.run(new Tensor(input, shape[0], c, shape[1], shape[2]));
				assertArrayEquals(nchw, Arrays.stream(expected.shape()).asLongStream().toArray());
				final float[] values = expected.values();
				float largest = 1;
				for (final float value : values) {
					largest = Math.max(largest, Math.abs(value));
				}
				assertArrayEquals(values, run(session, input, nchw), 1e-5f * largest);
			}
		}
	}

	private static float[] run(final OrtSession session, final float[] input, final long[] shape) throws OrtException {
		try (OnnxTensor tensor = OnnxTensor.createTensor(ORT, FloatBuffer.wrap(input), shape);
			OrtSession.Result result = session.run(Map.of(session.getInputNames().iterator().next(), tensor)))
		{
			final FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
			final float[] output = new float[buffer.remaining()];
			buffer.get(output);
			return output;
		}
	}

	@Test
	void sizesAreFreeAndTheFileSaysWhoMadeIt() throws OrtException {
		final NetworkSpec network = TestNetworks.all().get("unet of 3 channels");
		final byte[] onnx = OnnxWriter.write(network, TestNetworks.weights(network, 1), "1.2.3", "For grey images.");
		try (OrtSession session = ORT.createSession(onnx)) {
			assertEquals("Denoiser", session.getMetadata().getProducerName());
			assertEquals("For grey images.", session.getMetadata().getDescription());
			final TensorInfo input = (TensorInfo) session.getInputInfo().get("input").getInfo();
			assertArrayEquals(new long[] { -1, 3, -1, -1 }, input.getShape());
			assertArrayEquals(new String[] { "batch", "", "height", "width" }, input.getDimensionNames());
			final TensorInfo output = (TensorInfo) session.getOutputInfo().get("output").getInfo();
			assertArrayEquals(new long[] { -1, 3, -1, -1 }, output.getShape());
			assertArrayEquals(new String[] { "batch", "", "height", "width" }, output.getDimensionNames());
		}
	}

	@Test
	void aFixedSizeIsInTheFile() throws OrtException {
		final NetworkSpec network = TestNetworks.ofFixedSize().get("dense autoencoder");
		try (OrtSession session = ORT.createSession(OnnxWriter.write(network, TestNetworks.weights(network, 1), "1", ""))) {
			final TensorInfo input = (TensorInfo) session.getInputInfo().get("input").getInfo();
			assertArrayEquals(new long[] { -1, 2, 8, 12 }, input.getShape());
			final TensorInfo output = (TensorInfo) session.getOutputInfo().get("output").getInfo();
			assertArrayEquals(new long[] { -1, 2, 8, 12 }, output.getShape());
		}
	}

	@Test
	void thereIsATestNetworkForEveryOperation() {
		final long tested = Stream
			.concat(TestNetworks.all().values().stream(), TestNetworks.ofFixedSize().values().stream())
			.flatMap(n -> n.nodes().stream()).map(n -> n.op()).distinct().count();
		assertEquals(io.github.denoiser.network.Node.Op.values().length, tested);
		assertTrue(TestNetworks.all().size() > 10);
	}

	private static float[] random(final int length) {
		final Random random = new Random(3);
		final float[] values = new float[length];
		for (int i = 0; i < length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}
}
