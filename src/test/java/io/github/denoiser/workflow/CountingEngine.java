// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.engine.ForwardingEngine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;

/** Counts the networks that hold memory, to see that all are closed; and fails where it is told to. */
final class CountingEngine extends ForwardingEngine {

	private int open;
	private int opened;
	private boolean failing;

	CountingEngine() {
		super(Engines.start());
	}

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
	public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
		final NetworkRunner runner = super.runner(network, weights);
		count();
		return new NetworkRunner() {

			private boolean closed;

			@Override
			public Tensor run(final Tensor input, final CancelToken cancel) {
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
		final NetworkTrainer trainer = super.trainer(network, start, loss, average);
		count();
		return new NetworkTrainer() {

			private boolean closed;

			@Override
			public double step(final Tensor input, final Tensor target, final Tensor weight, final double learningRate) {
				return trainer.step(input, target, weight, learningRate);
			}

			@Override
			public int patchesAtOnce() {
				return trainer.patchesAtOnce();
			}

			@Override
			public Tensor run(final Tensor input) {
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
