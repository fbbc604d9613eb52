package io.github.denoiser.engine;

import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;

/** Prediction with SameDiff. */
final class SameDiffRunner implements NetworkRunner {

	private final ShapeRules rules;
	private final SameDiffGraph graph;
	private final GraphSession session;

	SameDiffRunner(final NetworkSpec network, final Weights weights) {
		this(new Tensors(network, weights));
	}

	/** @param tensors may change between runs */
	SameDiffRunner(final Tensors tensors) {
		rules = tensors.spec().shapeRules();
		graph = SameDiffGraph.ofPrediction(tensors);
		session = new GraphSession(graph.graph(), Operation.INFERENCE);
	}

	@Override
	public INDArray run(final INDArray input, final CancelToken cancel) {
		rules.requireFit(input.size(3), input.size(2));
		try {
			return session.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, input), cancel).get(graph
				.output());
		}
		catch (final OutOfMemoryError error) {
			session.close();
			throw error;
		}
		catch (final RuntimeException problem) {
			final Error error = OutOfNativeMemory.of(problem);
			if (error == null) throw problem;
			session.close();
			throw error;
		}
	}

	@Override
	public void close() {
		session.close();
	}
}
