package io.github.denoiser.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;

/** Memory: what a run takes, the next one takes again. */
class GraphSessionTest {

	private static final NetworkSpec NETWORK = Architectures.unet(1, 4, 2, 1, 1);

	@ParameterizedTest
	@EnumSource(ArchitectureKind.class)
	void trainingStepsTakeTheSameMemoryAgain(final ArchitectureKind kind) {
		new SameDiffEngine();
		final NetworkSpec network = kind == ArchitectureKind.UNET ? NETWORK : kind.network(1, 16, 16);
		final SameDiffGraph graph = SameDiffGraph.ofTraining(new Tensors(network, TestNetworks.weights(network, 1)));
		final List<String> gradients = List.copyOf(graph.addLoss(Loss.L1).values());
		try (GraphSession session = new GraphSession(graph.graph(), Operation.TRAINING)) {
			final Map<String, INDArray> inputs = Map.of(SameDiffGraph.INPUT, random(16), SameDiffGraph.TARGET, random(16));
			session.run(gradients, inputs);
			final int arrays = session.arrays();
			assertTrue(arrays > gradients.size(), "only " + arrays + " arrays");
			for (int i = 0; i < 20; i++) {
				session.run(gradients, inputs);
			}
			assertEquals(arrays, session.arrays());
		}
	}

	@Test
	void theMemoryOfAnotherShapeIsGivenBack() {
		final SameDiffGraph graph = graph();
		try (GraphSession session = new GraphSession(graph.graph(), Operation.INFERENCE)) {
			session.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, random(16)));
			final int arrays = session.arrays();
			for (int size = 20; size < 60; size += 4) {
				session.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, random(size)));
			}
			assertEquals(arrays, session.arrays());
		}
	}

	private static SameDiffGraph graph() {
		new SameDiffEngine();
		return SameDiffGraph.ofPrediction(new Tensors(NETWORK, TestNetworks.weights(NETWORK, 1)));
	}

	private static INDArray random(final int size) {
		return Nd4j.rand(new long[] { 2, 1, size, size });
	}
}
