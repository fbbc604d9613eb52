// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;

import io.github.denoiser.progress.CancelToken;

/**
 * Runs one SameDiff graph again and again in the same memory. The first run with inputs
 * of certain shapes is SameDiff's own, the next ones repeat its operations ({@link OpReplay}).
 * <p>
 * Why not {@code SameDiff.output}: its session remembers the id of every array it
 * ever released, for ever, which over a long training is gigabytes, and takes fresh
 * memory in every run (see {@link ArrayPool}).
 */
final class GraphSession extends InferenceSession implements AutoCloseable {

	private final ArrayPool pool = new ArrayPool();
	private final At at;
	private long[] lastShape;
	private CancelToken cancel = new CancelToken();
	/** Of the last run; null if that has failed. */
	private OpReplay recording;
	/** Of the run under way. */
	private OpReplay running;

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
		return run(names, placeholders, new CancelToken());
	}

	/**
	 * As {@link #run(List, Map)}.
	 *
	 * @param token asked before every operation
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the next run
	 *           starts afresh
	 * @throws OutOfMemoryError if there is not enough memory on the device; all that the session held is given back,
	 *           and the next run starts afresh
	 */
	Map<String, INDArray> run(final List<String> names, final Map<String, INDArray> placeholders,
		final CancelToken token)
	{
		try {
			return compute(names, placeholders, token);
		}
		catch (final OutOfMemoryError error) {
			close();
			throw error;
		}
		catch (final RuntimeException problem) {
			final Error error = OutOfNativeMemory.of(problem);
			if (error == null) throw problem;
			close();
			throw error;
		}
	}

	private Map<String, INDArray> compute(final List<String> names, final Map<String, INDArray> placeholders,
		final CancelToken token)
	{
		if (recording != null && recording.fits(names, placeholders)) return recording.replay(placeholders, token);
		cancel = token;
		recording = null;
		final long[] shape = placeholders.get(SameDiffGraph.INPUT).shape();
		if (Arrays.equals(shape, lastShape)) pool.reclaim();
		else pool.close();
		lastShape = shape;
		final OpReplay next = new OpReplay(names, placeholders);
		running = next;
		final Map<String, INDArray> outputs = output(names, placeholders, null, List.of(), null, at);
		freedArrays.clear();
		next.finish(placeholders, outputs);
		recording = next;
		return outputs;
	}

	@Override
	public ExecutionResult doExec(final DifferentialFunction function, final OpContext context, final FrameIter frame,
		final Set<VarId> inputs, final Set<VarId> allIterInputs, final Set<String> constAndPhInputs,
		final Map<String, SDValue> otherPlaceholders)
	{
		cancel.throwIfCancelled();
		final ExecutionResult result = super.doExec(function, context, frame, inputs, allIterInputs, constAndPhInputs,
			otherPlaceholders);
		running.add(function, context);
		return result;
	}

	/** How many arrays the session holds on to. */
	int arrays() {
		return pool.size();
	}

	@Override
	public void close() {
		recording = null;
		pool.close();
	}
}
