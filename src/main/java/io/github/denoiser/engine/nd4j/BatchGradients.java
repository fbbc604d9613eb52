// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.progress.CancelToken;

/**
 * The loss of batches and its gradients. Where there is not enough memory for a whole batch, it is worked through in
 * equal parts, whose mean gradient is that of the whole, but for rounding. Batch normalisation needs the whole batch at
 * once.
 */
final class BatchGradients implements AutoCloseable {

	private final GraphSession session;
	private final List<String> names;
	private final MemoryNeed need;
	private final DoubleConsumer memory;
	private final boolean divisible;
	/** Means over the parts; empty as long as there is one part only. */
	private final Map<String, INDArray> means = new LinkedHashMap<>();
	/** Patches of the largest part that there is memory for; 0: unknown. */
	private int atOnce;
	/** Pixels of the largest part that there was memory for. */
	private long proven;

	/**
	 * @param session runs the graph of a training
	 * @param names the loss, the gradients, and what else is wanted of a batch
	 * @param memory given the bytes that are needed outside of the Java heap; throws an OutOfMemoryError if they are not
	 *   free
	 */
	BatchGradients(final NetworkSpec network, final GraphSession session, final List<String> names,
		final DoubleConsumer memory)
	{
		this.session = session;
		this.memory = memory;
		this.names = List.copyOf(names);
		need = new MemoryNeed(network);
		divisible = network.nodes().stream().noneMatch(node -> node.op() == Node.Op.BATCH_NORM);
	}

	/** How many patches are worked on at once; 0 before the first batch. */
	int patchesAtOnce() {
		return atOnce;
	}

	/**
	 * @param input N x C x H x W; {@code target} and {@code weight} likewise
	 * @return what was asked for, by name; valid until the next call
	 * @throws OutOfMemoryError if there is not enough memory for a single patch, or for a batch that cannot be divided
	 */
	Map<String, INDArray> of(final INDArray input, final INDArray target, final INDArray weight,
		final CancelToken cancel)
	{
		final int patches = (int) input.size(0);
		if (atOnce == 0 || atOnce > patches || patches % atOnce != 0 || !divisible) atOnce = patches;
		while (true) {
			try {
				final long pixels = atOnce * input.size(2) * input.size(3);
				if (pixels > proven) memory.accept(need.ofTraining(pixels));
				final Map<String, INDArray> results = atOnce == patches ? run(input, target, weight, cancel)
					: inParts(input, target, weight, cancel);
				proven = Math.max(proven, pixels);
				return results;
			}
			catch (final OutOfMemoryError error) {
				if (!divisible || atOnce == 1) throw error;
				atOnce = BatchParts.smaller(patches, atOnce);
			}
		}
	}

	private Map<String, INDArray> run(final INDArray input, final INDArray target, final INDArray weight,
		final CancelToken cancel)
	{
		return session.run(names,
			Map.of(SameDiffGraph.INPUT, input, SameDiffGraph.TARGET, target, SameDiffGraph.WEIGHT, weight), cancel);
	}

	private Map<String, INDArray> inParts(final INDArray input, final INDArray target, final INDArray weight,
		final CancelToken cancel)
	{
		final int patches = (int) input.size(0);
		for (int first = 0; first < patches; first += atOnce) {
			try (INDArray x = BatchParts.copy(input, first, atOnce); INDArray y = BatchParts.copy(target, first, atOnce);
				INDArray w = BatchParts.copy(weight, first, atOnce))
			{
				final boolean isFirst = first == 0;
				run(x, y, w, cancel).forEach((name, value) -> {
					final INDArray mean = means.computeIfAbsent(name, missing -> value.ulike());
					if (isFirst) mean.assign(value);
					else mean.addi(value);
				});
			}
		}
		means.values().forEach(mean -> mean.divi(patches / atOnce));
		return means;
	}

	/** Gives the memory of the last batch back, whose results are no longer valid. */
	void giveBack() {
		session.close();
	}

	@Override
	public void close() {
		giveBack();
		means.values().forEach(Tensors::close);
		means.clear();
	}
}
