package io.github.denoiser.engine;

import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.UseGuard;

/** Prediction with SameDiff. */
final class SameDiffRunner implements NetworkRunner {

	private final ShapeRules rules;
	private final SameDiffGraph graph;
	private final GraphSession session;
	private final UseGuard guard;

	SameDiffRunner(final NetworkSpec network, final Weights weights) {
		this(new Tensors(network, weights), true);
	}

	/** @param tensors may change between runs; left open */
	SameDiffRunner(final Tensors tensors) {
		this(tensors, false);
	}

	private SameDiffRunner(final Tensors tensors, final boolean owned) {
		rules = tensors.spec().shapeRules();
		graph = SameDiffGraph.ofPrediction(tensors);
		session = new GraphSession(graph.graph(), Operation.INFERENCE);
		guard = new UseGuard("The network", () -> {
			session.close();
			if (owned) tensors.close();
		});
	}

	@Override
	public INDArray run(final INDArray input, final CancelToken cancel) {
		rules.requireFit(input.size(3), input.size(2));
		return guard.use(cancel, token -> session.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, input), token).get(
			graph.output()));
	}

	@Override
	public void close() {
		guard.close();
	}
}
