package io.github.denoiser.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
class GradientTest {

	private static final int SIZE = 12;
	private static final int ENTRIES_A_TENSOR = 4;

	private static Map<String, NetworkSpec> networks() {
		final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
		networks.put("unet", Architectures.unet(1, 3, 2, 1, 1));
		networks.put("blind-spot unet", Architectures.blindSpotUnet(1, 3, 2, 1));
		networks.put("dense autoencoder", Architectures.denseAutoencoder(SIZE, SIZE, 1, 3, 4, 5, Activation.LEAKY_RELU));
		networks.put("dense autoencoder with relu", Architectures.denseAutoencoder(SIZE, SIZE, 2, 3, 4, 5, Activation.RELU));
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
			final Weights weights = TestNetworks.weights(network, 3);
			final Training training = new Training(network, weights, DataType.DOUBLE);
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
			assertTrue(checked >= 2 * gradients.size(), "only " + checked + " gradients were worth a check");
		}));
	}

	@TestFactory
	Stream<DynamicTest> floatsAreAsGoodAsDoubles() {
		return networks().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
			final NetworkSpec network = entry.getValue();
			final Weights weights = TestNetworks.weights(network, 3);
			final Map<String, INDArray> expected = new Training(network, weights, DataType.DOUBLE).gradients();
			new Training(network, weights, DataType.FLOAT).gradients().forEach((name, gradient) -> {
				final INDArray exact = expected.get(name);
				final double error = exact.distance2(gradient.castTo(DataType.DOUBLE));
				assertTrue(error <= 1e-7 + 1e-4 * exact.norm2Number().doubleValue(), () -> name + " differs by " + error);
			});
		}));
	}

	/** A network with one batch. */
	private static final class Training {

		private final Tensors tensors;
		private final SameDiffGraph graph;
		private final Map<String, String> names;
		private final GraphSession loss;
		private final Map<String, INDArray> batch;

		private Training(final NetworkSpec network, final Weights weights, final DataType type) {
			new SameDiffEngine();
			tensors = new Tensors(network, weights, type);
			graph = SameDiffGraph.ofTraining(tensors);
			names = graph.addLoss(Loss.MSE);
			loss = new GraphSession(graph.graph(), Operation.TRAINING);
			final int c = network.input().channels();
			batch = Map.of(SameDiffGraph.INPUT, random(1, c).castTo(type), SameDiffGraph.TARGET, random(2, c).castTo(type),
				SameDiffGraph.WEIGHT, random(3, c).castTo(type));
		}

		private static INDArray random(final long seed, final int channels) {
			final Random random = new Random(seed);
			final double[] values = random.doubles(3L * channels * SIZE * SIZE).toArray();
			return Nd4j.createFromArray(values).reshape('c', 3, channels, SIZE, SIZE);
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
