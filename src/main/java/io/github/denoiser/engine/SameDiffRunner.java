package io.github.denoiser.engine;

import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/** Prediction with SameDiff. */
final class SameDiffRunner implements NetworkRunner {

	private final SameDiffGraph graph;
	private final GraphSession session;

	SameDiffRunner(final NetworkSpec network, final Weights weights) {
		graph = new SameDiffGraph(network, weights, false);
		session = new GraphSession(graph.graph(), Operation.INFERENCE);
	}

	@Override
	public INDArray run(final INDArray input) {
		return session.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, input)).get(graph.output());
	}

	@Override
	public void close() {
		session.close();
	}
}
