package io.github.denoiser.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/** Training with SameDiff's gradients and ND4J's Adam. */
final class SameDiffTrainer implements NetworkTrainer {

	private final SameDiffGraph graph;
	private final GraphSession forward;
	private final GraphSession backward;
	/** The name of each parameter's gradient, and what applies it. */
	private final Map<String, GradientUpdater<?>> updaters = new LinkedHashMap<>();
	/** Adam's moments by the names of {@link Weights}: first, then second. */
	private final Map<String, INDArray> moments = new LinkedHashMap<>();
	private final Map<String, INDArray> parameters = new LinkedHashMap<>();
	private final List<String> outputs = new ArrayList<>();
	private final CurrentRate rate = new CurrentRate();
	private final Loss loss;
	private final GradientClip clip = new GradientClip();
	private int iteration;

	SameDiffTrainer(final NetworkSpec network, final Weights start, final Loss loss) {
		graph = new SameDiffGraph(network, start, true);
		this.loss = loss;
		graph.addLoss(loss);
		final SameDiff gradients = gradients(graph.graph());
		final Adam adam = Adam.builder().learningRateSchedule(rate).build();
		graph.parameters().forEach((name, parameter) -> {
			final String gradient = parameter.gradient().name();
			final INDArray values = parameter.getArr();
			final INDArray state = Nd4j.create(1, adam.stateSize(values.length()));
			updaters.put(gradient, adam.instantiate(state, true));
			parameters.put(gradient, values);
			moments.put(name, state);
			outputs.add(gradient);
		});
		outputs.add(SameDiffGraph.LOSS);
		forward = new GraphSession(graph.graph(), Operation.INFERENCE);
		backward = new GraphSession(gradients, Operation.TRAINING);
	}

	/** SameDiff prints a line for every operation that it differentiates: kept from the user's console. */
	private static SameDiff gradients(final SameDiff graph) {
		final PrintStream console = System.out;
		System.setOut(new PrintStream(OutputStream.nullOutputStream()));
		try {
			graph.createGradFunction();
		}
		finally {
			System.setOut(console);
		}
		return graph.getFunction("grad");
	}

	@Override
	public double step(final INDArray input, final INDArray target, final INDArray weight,
		final double learningRate)
	{
		final Map<String, INDArray> results = backward.run(outputs, Map.of(SameDiffGraph.INPUT, input,
			SameDiffGraph.TARGET, target, SameDiffGraph.WEIGHT, weight));
		final double batchLoss = results.get(SameDiffGraph.LOSS).getDouble(0);
		final Map<String, INDArray> gradients = new LinkedHashMap<>(results);
		gradients.remove(SameDiffGraph.LOSS);
		if (!clip.clip(gradients.values())) return Double.NaN;
		rate.value = learningRate;
		gradients.forEach((name, gradient) -> {
			updaters.get(name).applyUpdater(gradient, iteration, 0);
			parameters.get(name).subi(gradient);
		});
		iteration++;
		return batchLoss;
	}

	@Override
	public INDArray run(final INDArray input) {
		return forward.run(List.of(graph.output()), Map.of(SameDiffGraph.INPUT, input)).get(graph.output());
	}

	@Override
	public Loss loss() {
		return loss;
	}

	@Override
	public Weights weights() {
		return graph.weights();
	}

	@Override
	public TrainerState state() {
		final Map<String, float[]> copies = new LinkedHashMap<>();
		moments.forEach((name, values) -> copies.put(name, values.dup('c').data().asFloat()));
		return new TrainerState(weights(), copies, iteration, clip.usualNorm());
	}

	@Override
	public void restore(final TrainerState state) {
		graph.assign(state.weights());
		moments.forEach((name, values) -> values.assign(Nd4j.createFromArray(state.moments().get(name)).reshape(values
			.shape())));
		iteration = state.iteration();
		clip.restore(state.usualNorm());
	}

	@Override
	public void close() {
		forward.close();
		backward.close();
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
