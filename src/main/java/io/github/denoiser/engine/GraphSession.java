package io.github.denoiser.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs one SameDiff graph again and again in the same memory.
 * <p>
 * Why not {@code SameDiff.output}: (1) its session remembers the id of every
 * array it ever released, for ever, which over a long training is gigabytes; (2)
 * outputs never return to the session's array cache, so each run takes fresh
 * memory for them and pays the page faults. Here the ids are forgotten after
 * every run, and the outputs of a run go back to the cache at the next.
 */
final class GraphSession extends InferenceSession implements AutoCloseable {

	private final ArrayPool pool = new ArrayPool();
	private final At at;
	private long[] lastShape;
	private Map<String, INDArray> outputs = Map.of();

	GraphSession(final SameDiff graph, final Operation operation) {
		super(graph);
		setMmgr(pool);
		at = At.defaultAt(operation);
	}

	/**
	 * @param names the variables to compute
	 * @param placeholders the graph's inputs; left as they are
	 * @return the variables by name; valid until the next call
	 */
	Map<String, INDArray> run(final List<String> names, final Map<String, INDArray> placeholders) {
		recycleOutputs();
		final long[] shape = placeholders.get(SameDiffGraph.INPUT).shape();
		if (!Arrays.equals(shape, lastShape)) pool.close();
		lastShape = shape;
		outputs = output(names, placeholders, null, List.of(), null, at);
		freedArrays.clear();
		return outputs;
	}

	@Override
	public void close() {
		recycleOutputs();
		pool.close();
	}

	private void recycleOutputs() {
		for (final INDArray array : outputs.values()) {
			pool.release(array);
		}
		outputs = Map.of();
	}
}
