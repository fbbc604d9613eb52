// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

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
			final Map<String, INDArray> inputs = Map.of(SameDiffGraph.INPUT, random(16), SameDiffGraph.TARGET, random(16),
				SameDiffGraph.WEIGHT, random(16));
			session.run(gradients, inputs);
			final int arrays = session.arrays();
			assertTrue(arrays > gradients.size(), "only " + arrays + " arrays");
			for (int i = 0; i < 20; i++) {
				session.run(gradients, inputs);
			}
			assertEquals(arrays, session.arrays());
		}
	}

	/** The first run of a shape is the library's own; later ones repeat its operations. */
	@ParameterizedTest
	@EnumSource(ArchitectureKind.class)
	void laterRunsComputeFromTheirOwnInputsWhatAFirstRunWould(final ArchitectureKind kind) {
		new SameDiffEngine();
		final NetworkSpec network = kind == ArchitectureKind.UNET ? NETWORK : kind.network(1, 16, 16);
		final SameDiffGraph graph = SameDiffGraph.ofTraining(new Tensors(network, TestNetworks.weights(network, 1)));
		final List<String> gradients = new ArrayList<>(graph.addLoss(Loss.MSE).values());
		gradients.add(SameDiffGraph.LOSS);
		try (GraphSession session = new GraphSession(graph.graph(), Operation.TRAINING)) {
			for (int run = 0; run < 4; run++) {
				final Map<String, INDArray> inputs = Map.of(SameDiffGraph.INPUT, random(16), SameDiffGraph.TARGET, random(16),
					SameDiffGraph.WEIGHT, random(16));
				final Map<String, INDArray> results = session.run(gradients, inputs);
				try (GraphSession fresh = new GraphSession(graph.graph(), Operation.TRAINING)) {
					fresh.run(gradients, inputs)
						.forEach((name, expected) -> assertArrayEquals(values(expected), values(results.get(name)), name));
				}
				// Fewer variables, then all again.
				if (run == 2) session.run(List.of(SameDiffGraph.LOSS), inputs);
			}
		}
	}

	@Test
	void changedWeightsCount() {
		new SameDiffEngine();
		final Tensors tensors = new Tensors(NETWORK, TestNetworks.weights(NETWORK, 1));
		final SameDiffGraph graph = SameDiffGraph.ofPrediction(tensors);
		final Map<String, INDArray> inputs = Map.of(SameDiffGraph.INPUT, random(16));
		try (GraphSession session = new GraphSession(graph.graph(), Operation.INFERENCE)) {
			session.run(List.of(graph.output()), inputs);
			tensors.assign(TestNetworks.weights(NETWORK, 2));
			final float[] changed = values(session.run(List.of(graph.output()), inputs).get(graph.output()));
			final SameDiffGraph other = SameDiffGraph.ofPrediction(new Tensors(NETWORK, TestNetworks.weights(NETWORK, 2)));
			try (GraphSession fresh = new GraphSession(other.graph(), Operation.INFERENCE)) {
				assertArrayEquals(values(fresh.run(List.of(other.output()), inputs).get(other.output())), changed);
			}
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

	@Test
	void afterACancelTheNextRunIsWhole() {
		final SameDiffGraph graph = graph();
		final List<String> output = List.of(graph.output());
		final Map<String, INDArray> inputs = Map.of(SameDiffGraph.INPUT, random(16));
		try (GraphSession session = new GraphSession(graph.graph(), Operation.INFERENCE)) {
			final float[] expected = values(session.run(output, inputs).get(graph.output()));
			final int arrays = session.arrays();
			for (int i = 0; i < 5; i++) {
				final CancelToken cancel = new CancelToken();
				cancel.cancel();
				assertThrows(CancelledException.class, () -> session.run(output, inputs, cancel));
				assertArrayEquals(expected, values(session.run(output, inputs).get(graph.output())));
			}
			assertEquals(arrays, session.arrays());
		}
	}

	@Test
	void aCancelDuringOneOperationStopsBeforeTheNext() {
		final SameDiff graph = graph().graph();
		final Canceller canceller = new Canceller(graph, graph.getVariable(SameDiffGraph.INPUT));
		final String stopsHere = canceller.outputVariable().name();
		final String next = canceller.outputVariable().add(1).name();
		final Map<String, INDArray> inputs = Map.of(SameDiffGraph.INPUT, random(16));
		try (GraphSession session = new GraphSession(graph, Operation.INFERENCE)) {
			canceller.token = new CancelToken();
			assertEquals(Set.of(stopsHere), session.run(List.of(stopsHere), inputs, canceller.token).keySet());
			assertTrue(canceller.token.isCancelled());
			canceller.token = new CancelToken();
			assertThrows(CancelledException.class, () -> session.run(List.of(next), inputs, canceller.token));
		}
	}

	/** Somebody cancels while this operation runs. */
	private static final class Canceller extends RectifiedLinear {

		private CancelToken token = new CancelToken();

		private Canceller(final SameDiff graph, final SDVariable x) {
			super(graph, x, false, 0);
		}

		/** Asked for while the operation is executed. */
		@Override
		public int opNum() {
			token.cancel();
			return super.opNum();
		}
	}

	private static float[] values(final INDArray array) {
		return array.dup('c').data().asFloat();
	}

	private static SameDiffGraph graph() {
		new SameDiffEngine();
		return SameDiffGraph.ofPrediction(new Tensors(NETWORK, TestNetworks.weights(NETWORK, 1)));
	}

	private static INDArray random(final int size) {
		return Nd4j.rand(new long[] { 2, 1, size, size });
	}
}
