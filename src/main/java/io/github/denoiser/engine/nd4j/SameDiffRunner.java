// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Tensor;
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
	private final MemoryNeed need;
	/** Pixels of the most images that there was memory for at once. */
	private long proven;
	/** The last output that was put together of parts; null if none was. */
	private INDArray joined;

	SameDiffRunner(final NetworkSpec network, final Weights weights) {
		this(new Tensors(network, weights), true);
	}

	/** @param tensors may change between runs; left open */
	SameDiffRunner(final Tensors tensors) {
		this(tensors, false);
	}

	private SameDiffRunner(final Tensors tensors, final boolean owned) {
		rules = tensors.spec().shapeRules();
		need = new MemoryNeed(tensors.spec());
		graph = SameDiffGraph.ofPrediction(tensors);
		session = new GraphSession(graph.graph(), Operation.INFERENCE);
		guard = new UseGuard("The network", () -> {
			session.close();
			if (joined != null) joined.close();
			if (owned) tensors.close();
		});
	}

	@Override
	public Tensor run(final Tensor input, final CancelToken cancel) {
		rules.requireFit(input.width(), input.height());
		return guard.use(cancel, token -> {
			try (INDArray array = Tensors.array(input)) {
				return Tensors.tensor(compute(array, token));
			}
		});
	}

	/**
	 * Where there is not enough memory for all images at once, as many as there is memory for, one part after the other.
	 */
	private INDArray compute(final INDArray input, final CancelToken cancel) {
		final int images = (int) input.size(0);
		int atOnce = images;
		while (true) {
			try {
				final long pixels = atOnce * input.size(2) * input.size(3);
				if (pixels > proven) FreeMemory.require(need.ofPrediction(pixels));
				final INDArray output = atOnce == images ? output(input, cancel) : inParts(input, atOnce, cancel);
				proven = Math.max(proven, pixels);
				return output;
			}
			catch (final OutOfMemoryError error) {
				if (atOnce == 1) throw error;
				atOnce = BatchParts.smaller(images, atOnce);
			}
		}
	}

	private INDArray output(final INDArray input, final CancelToken cancel) {
		return session.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, input), cancel).get(graph.output());
	}

	private INDArray inParts(final INDArray input, final int atOnce, final CancelToken cancel) {
		if (joined != null) joined.close();
		joined = Nd4j.createUninitialized(input.dataType(), input.shape(), 'c');
		for (int first = 0; first < input.size(0); first += atOnce) {
			try (INDArray part = BatchParts.copy(input, first, atOnce)) {
				BatchParts.view(joined, first, atOnce).assign(output(part, cancel));
			}
		}
		return joined;
	}

	@Override
	public void close() {
		guard.close();
	}
}
