// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.UseGuard;

/** Training with SameDiff and ND4J's Adam. */
final class SameDiffTrainer implements NetworkTrainer {

	/** What is trained. */
	private final Tensors tensors;
	/** What predicts and is kept: the same, or an average of them. */
	private final Tensors kept;
	/** Null for none. */
	private final WeightAverage average;
	private final NetworkRunner forward;
	private final BatchGradients backward;
	/** The name of each parameter's gradient, and what applies it. */
	private final Map<String, GradientUpdater<?>> updaters = new LinkedHashMap<>();
	/** Adam's moments by the names of {@link Weights}: first, then second. */
	private final Map<String, INDArray> moments = new LinkedHashMap<>();
	private final Map<String, INDArray> parameters = new LinkedHashMap<>();
	private final List<BatchNormalization> normalizations = new ArrayList<>();
	private final CurrentRate rate = new CurrentRate();
	private final Loss loss;
	private final GradientClip clip = new GradientClip();
	private final UseGuard guard = new UseGuard("The training's network", this::release);
	private int iteration;

	/** @param decay see {@link WeightAverage}; 0: no average */
	SameDiffTrainer(final NetworkSpec network, final Weights start, final Loss loss, final double decay) {
		this(network, start, loss, decay, FreeMemory::require);
	}

	/** @param memory see {@link BatchGradients} */
	SameDiffTrainer(final NetworkSpec network, final Weights start, final Loss loss, final double decay,
		final DoubleConsumer memory)
	{
		this.loss = loss;
		tensors = new Tensors(network, start);
		kept = decay > 0 ? new Tensors(network, start) : tensors;
		average = decay > 0 ? new WeightAverage(decay, tensors, kept) : null;
		final SameDiffGraph graph = SameDiffGraph.ofTraining(tensors);
		final List<String> outputs = new ArrayList<>();
		final Adam adam = Adam.builder().learningRateSchedule(rate).build();
		graph.addLoss(loss).forEach((name, gradient) -> {
			final INDArray values = tensors.get(name);
			final INDArray state = Nd4j.create(1, adam.stateSize(values.length()));
			updaters.put(gradient, adam.instantiate(state, true));
			parameters.put(gradient, values);
			moments.put(name, state);
			outputs.add(gradient);
		});
		outputs.add(SameDiffGraph.LOSS);
		for (final Node node : network.nodes()) {
			if (node.op() == Node.Op.BATCH_NORM) normalizations.add(new BatchNormalization(node));
		}
		normalizations.forEach(normalization -> outputs.addAll(normalization.names()));
		forward = new SameDiffRunner(kept);
		backward = new BatchGradients(network, new GraphSession(graph.graph(), Operation.TRAINING), outputs, memory);
	}

	@Override
	public double step(final Tensor input, final Tensor target, final Tensor weight, final double learningRate) {
		tensors.spec().shapeRules().requireFit(input.width(), input.height());
		return use(token -> {
			try (INDArray inputs = Tensors.array(input); INDArray targets = Tensors.array(target);
				INDArray weights = Tensors.array(weight))
			{
				return descend(inputs, targets, weights, learningRate, token);
			}
		});
	}

	private double descend(final INDArray input, final INDArray target, final INDArray weight, final double learningRate,
		final CancelToken cancel)
	{
		final Map<String, INDArray> results = backward.of(input, target, weight, cancel);
		final double batchLoss = results.get(SameDiffGraph.LOSS).getDouble(0);
		final Map<String, INDArray> gradients = new LinkedHashMap<>(results);
		gradients.keySet().retainAll(updaters.keySet());
		if (!clip.clip(gradients.values())) return Double.NaN;
		rate.value = learningRate;
		gradients.forEach((name, gradient) -> {
			updaters.get(name).applyUpdater(gradient, iteration, 0);
			parameters.get(name).subi(gradient);
		});
		normalizations.forEach(normalization -> normalization.update(tensors, results));
		if (average != null) average.update(iteration);
		iteration++;
		return batchLoss;
	}

	@Override
	public int patchesAtOnce() {
		return backward.patchesAtOnce();
	}

	@Override
	public Tensor run(final Tensor input) {
		return use(token -> {
			try {
				return forward.run(input, token);
			}
			catch (final OutOfMemoryError error) {
				// The next step takes it again.
				backward.giveBack();
				return forward.run(input, token);
			}
		});
	}

	@Override
	public Loss loss() {
		return loss;
	}

	@Override
	public Weights weights() {
		return use(token -> kept.weights());
	}

	@Override
	public TrainerState state() {
		return use(token -> copyOfState());
	}

	private TrainerState copyOfState() {
		final Map<String, float[]> copies = new LinkedHashMap<>();
		moments.forEach((name, values) -> copies.put(name, Tensors.floats(values)));
		final Weights weights = tensors.weights();
		return new TrainerState(weights, average == null ? weights : kept.weights(), SameDiffEngine.NAME,
			new AdamState(copies, iteration, clip.usualNorm()).bytes());
	}

	@Override
	public void restore(final TrainerState state) {
		use(token -> {
			assign(state);
			return null;
		});
	}

	private void assign(final TrainerState state) {
		final AdamState adam = AdamState.of(state, lengths());
		tensors.assign(state.weights());
		if (average != null) kept.assign(state.average());
		moments.forEach((name, values) -> {
			try (INDArray flat = Nd4j.createFromArray(adam.moments().get(name))) {
				values.assign(flat.reshape(values.shape()));
			}
		});
		iteration = adam.iteration();
		clip.restore(adam.usualNorm());
	}

	/** @return how many moments belong to each tensor, in their order */
	private Map<String, Integer> lengths() {
		final Map<String, Integer> lengths = new LinkedHashMap<>();
		moments.forEach((name, values) -> lengths.put(name, Math.toIntExact(values.length())));
		return lengths;
	}

	@Override
	public void close() {
		guard.close();
	}

	private void release() {
		forward.close();
		backward.close();
		tensors.close();
		if (kept != tensors) kept.close();
		moments.values().forEach(Tensors::close);
	}

	/** Everything goes through here, so that no thread meets another one, or memory that was given back. */
	private <T> T use(final Function<CancelToken, T> job) {
		try {
			return guard.use(new CancelToken(), job);
		}
		catch (final RuntimeException problem) {
			final Error error = OutOfNativeMemory.of(problem);
			if (error == null) throw problem;
			throw error;
		}
	}

	/** Lets the caller set Adam's learning rate before every step. */
	private static final class CurrentRate implements ISchedule {

		private static final long serialVersionUID = 1L;
		private double value;

		@Override
		public double valueAt(final int step, final int epoch) {
			return value;
		}

		@Override
		public ISchedule clone() {
			return this;
		}
	}
}
