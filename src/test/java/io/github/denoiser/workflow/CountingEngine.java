package io.github.denoiser.workflow;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;

/** Counts the networks that hold memory, to see that all are closed; and fails where it is told to. */
final class CountingEngine implements Engine {

	private final Engine engine = new SameDiffEngine();
	private int open;
	private int opened;
	private boolean failing;

	/** Networks that were made and not closed. */
	int open() {
		return open;
	}

	/** Networks that were made. */
	int opened() {
		return opened;
	}

	/** From now on there is no memory for another training. */
	CountingEngine withoutMemory() {
		failing = true;
		return this;
	}

	@Override
	public String device() {
		return engine.device();
	}

	@Override
	public String version() {
		return engine.version();
	}

	@Override
	public long freeMemory() {
		return engine.freeMemory();
	}

	@Override
	public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
		final NetworkRunner runner = engine.runner(network, weights);
		count();
		return new NetworkRunner() {

			private boolean closed;

			@Override
			public INDArray run(final INDArray input, final CancelToken cancel) {
				return runner.run(input, cancel);
			}

			@Override
			public void close() {
				runner.close();
				if (!closed) open--;
				closed = true;
			}
		};
	}

	@Override
	public NetworkTrainer trainer(final NetworkSpec network, final Weights start, final Loss loss, final double average) {
		if (failing) throw new OutOfMemoryError("as the test wants");
		final NetworkTrainer trainer = engine.trainer(network, start, loss, average);
		count();
		return new NetworkTrainer() {

			private boolean closed;

			@Override
			public double step(final INDArray input, final INDArray target, final INDArray weight, final double learningRate) {
				return trainer.step(input, target, weight, learningRate);
			}

			@Override
			public int patchesAtOnce() {
				return trainer.patchesAtOnce();
			}

			@Override
			public INDArray run(final INDArray input) {
				return trainer.run(input);
			}

			@Override
			public Loss loss() {
				return trainer.loss();
			}

			@Override
			public Weights weights() {
				return trainer.weights();
			}

			@Override
			public TrainerState state() {
				return trainer.state();
			}

			@Override
			public void restore(final TrainerState state) {
				trainer.restore(state);
			}

			@Override
			public void close() {
				trainer.close();
				if (!closed) open--;
				closed = true;
			}
		};
	}

	private void count() {
		open++;
		opened++;
	}
}
