// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.network.Weights;

/** A real trainer whose steps go wrong as a test says. */
final class ScriptedTrainer implements NetworkTrainer {

	/** What happens instead of a step. */
	@FunctionalInterface
	interface Script {

		/** @return the loss instead of a step's; negative infinity: a step as usual */
		double step(int number, long patches);
	}

	private final NetworkTrainer trainer;
	private final Script script;
	private int steps;

	ScriptedTrainer(final NetworkTrainer trainer, final Script script) {
		this.trainer = trainer;
		this.script = script;
	}

	@Override
	public double step(final Tensor input, final Tensor target, final Tensor weight, final double learningRate) {
		final double loss = script.step(steps++, input.images());
		return loss == Double.NEGATIVE_INFINITY ? trainer.step(input, target, weight, learningRate) : loss;
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
	}
}
