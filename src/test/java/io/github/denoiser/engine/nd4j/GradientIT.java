// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.network.Weights;

/**
 * The gradients that training follows: in double precision against finite
 * differences, and in single precision, for which ND4J has other code, against
 * double.
 */
class GradientIT {

	private static final int BATCH = 3;
	private static final int SIZE = 12;
	private static final int ENTRIES_A_TENSOR = 4;

	private static Map<String, NetworkSpec> networks() {
		final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
		networks.put("unet", Architectures.unet(1, 3, 2, 1, 1));
		networks.put("blind-spot unet", Architectures.blindSpotUnet(1, 3, 2, 1));
		networks.put("dense autoencoder", Architectures.denseAutoencoder(SIZE, SIZE, 1, 3, 4, 5, Activation.LEAKY_RELU));
		networks.put("dense autoencoder with relu",
			Architectures.denseAutoencoder(SIZE, SIZE, 2, 3, 4, 5, Activation.RELU));
		networks.put("convolutional autoencoder", Architectures.convolutionalAutoencoder(1));
		networks.put("convolutional autoencoder of 3 channels", Architectures.convolutionalAutoencoder(3));
		networks.put("unet of 3 channels", Architectures.unet(3, 3, 1, 1, 1));
		for (final String name : new String[] { "transposed convolutions", "batch norm and leaky relu" }) {
			networks.put(name, TestNetworks.all().get(name));
		}
		return networks;
	}

	@TestFactory
	Stream<DynamicTest> gradientsAreSlopesOfTheLoss() {
		return networks().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
			final NetworkSpec network = entry.getValue();
			final Training training = new Training(network, TestNetworks.weights(network, 3), DataType.DOUBLE, BATCH, SIZE,
				SIZE);
			checkSlopes(training, 2);
		}));
	}

	/** @param worth how many slopes a tensor must be steep enough, on average, to show something */
	private static void checkSlopes(final Training training, final int worth) {
		final Map<String, INDArray> gradients = training.gradients();
		int checked = 0;
		for (final Map.Entry<String, INDArray> gradient : gradients.entrySet()) {
			final double[] values = gradient.getValue().dup('c').data().asDouble();
			final Random random = new Random(gradient.getKey().hashCode());
			for (int i = 0; i < ENTRIES_A_TENSOR; i++) {
				final int index = random.nextInt(values.length);
				final double slope = training.slope(gradient.getKey(), index);
				assertEquals(slope, values[index], 1e-7 + 1e-4 * Math.abs(slope), gradient.getKey() + " " + index);
				if (Math.abs(slope) > 1e-5) checked++;
			}
		}
		assertTrue(checked >= worth * gradients.size(), "only " + checked + " gradients were worth a check");
	}

	@TestFactory
	Stream<DynamicTest> floatsAreAsGoodAsDoubles() {
		return networks().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
			checkFloats(entry.getValue(), BATCH, SIZE, SIZE);
		}));
	}

	private static void checkFloats(final NetworkSpec network, final int batch, final int width, final int height) {
		final Weights weights = TestNetworks.weights(network, 3);
		final Map<String, INDArray> expected = new Training(network, weights, DataType.DOUBLE, batch, width, height)
			.gradients();
		new Training(network, weights, DataType.FLOAT, batch, width, height).gradients().forEach((name, gradient) -> {
			final INDArray exact = expected.get(name);
			final double error = exact.distance2(gradient.castTo(DataType.DOUBLE));
			assertTrue(error <= 1e-7 + 1e-4 * exact.norm2Number().doubleValue(), () -> name + " differs by " + error);
		});
	}

	/**
	 * Every network that can be trained, with batches from a single patch on, and with patches of odd, narrow and smallest
	 * sizes: reductions over an axis of length 1 have code of their own.
	 */
	@TestFactory
	Stream<DynamicTest> anyBatchOfAnyShape() {
		final List<DynamicTest> tests = new ArrayList<>();
		shapes("unet", Architectures.unet(1, 3, 2, 1, 1), tests, 4, 4, 12, 8, 4, 20);
		shapes("unet of one level, unshuffled", Architectures.unet(2, 3, 1, 1, 3), tests, 6, 6, 18, 6);
		shapes("blind-spot unet", Architectures.blindSpotUnet(1, 3, 2, 1), tests, 4, 4, 12, 8);
		shapes("convolutional autoencoder", Architectures.convolutionalAutoencoder(1), tests, 4, 4, 12, 8, 4, 20);
		shapes("convolutional autoencoder", Architectures.convolutionalAutoencoder(2), tests, 8, 4);
		for (final int[] size : new int[][] { { 8, 8 }, { 12, 4 }, { 4, 4 } }) {
			shapes("dense autoencoder", Architectures.denseAutoencoder(size[0], size[1], 1, 3, 4, 5, Activation.LEAKY_RELU),
				tests, size);
		}
		shapes("dense autoencoder", Architectures.denseAutoencoder(4, 8, 2, 3, 4, 5, Activation.RELU), tests, 4, 8);
		return tests.stream();
	}

	private static void shapes(final String name, final NetworkSpec network, final List<DynamicTest> tests,
		final int... sizes)
	{
		for (int i = 0; i < sizes.length; i += 2) {
			final int width = sizes[i];
			final int height = sizes[i + 1];
			for (int batch = 1; batch <= 3; batch++) {
				final int patches = batch;
				final String what = name + " of " + network.input().channels() + " channels, " + batch + " x " + width + " x " +
					height;
				tests.add(DynamicTest.dynamicTest(what, () -> checkSlopes(
					new Training(network, TestNetworks.weights(network, 3), DataType.DOUBLE, patches, width, height), 1)));
				tests.add(DynamicTest.dynamicTest(what + ", floats", () -> checkFloats(network, patches, width, height)));
			}
		}
	}

	/** A network with one batch. */
	private static final class Training {

		private final Tensors tensors;
		private final SameDiffGraph graph;
		private final Map<String, String> names;
		private final GraphSession loss;
		private final Map<String, INDArray> batch;

		private Training(final NetworkSpec network, final Weights weights, final DataType type, final int patches,
			final int width, final int height)
		{
			new SameDiffEngine();
			tensors = new Tensors(network, weights, type);
			graph = SameDiffGraph.ofTraining(tensors);
			names = graph.addLoss(Loss.MSE);
			loss = new GraphSession(graph.graph(), Operation.TRAINING);
			final long[] shape = { patches, network.input().channels(), height, width };
			batch = Map.of(SameDiffGraph.INPUT, random(1, shape).castTo(type), SameDiffGraph.TARGET,
				random(2, shape).castTo(type), SameDiffGraph.WEIGHT, random(3, shape).castTo(type));
		}

		private static INDArray random(final long seed, final long... shape) {
			final Random random = new Random(seed);
			return Nd4j.createFromArray(random.doubles(LongStream.of(shape).reduce(1, Math::multiplyExact)).toArray())
				.reshape('c', shape);
		}

		/** By the names of the weights, valid for good. */
		private Map<String, INDArray> gradients() {
			try (GraphSession session = new GraphSession(graph.graph(), Operation.TRAINING)) {
				final Map<String, INDArray> results = session.run(List.copyOf(names.values()), batch);
				final Map<String, INDArray> gradients = new LinkedHashMap<>();
				names.forEach((name, gradient) -> gradients.put(name, results.get(gradient).dup()));
				return gradients;
			}
		}

		private double slope(final String name, final int index) {
			final DataBuffer values = tensors.get(name).data();
			final double value = values.getDouble(index);
			final double h = 1e-6;
			final double above = lossWith(values, index, value + h);
			final double below = lossWith(values, index, value - h);
			values.put(index, value);
			return (above - below) / (2 * h);
		}

		private double lossWith(final DataBuffer values, final int index, final double value) {
			values.put(index, value);
			return loss.run(List.of(SameDiffGraph.LOSS), batch).get(SameDiffGraph.LOSS).getDouble(0);
		}
	}
}
