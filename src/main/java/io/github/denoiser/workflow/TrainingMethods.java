// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.function.Supplier;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.method.NoisyMethod;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.settings.LearnFrom;

/** What a network is to learn from, as a user chooses it in a dialog, a macro or on the command line. */
public final class TrainingMethods {

	private TrainingMethods() {
		// static methods only
	}

	/**
	 * @param noisyMethod how to learn from noisy images alone
	 * @param noise added to clean images; asked for only then
	 * @param loss of a training on clean images
	 * @param afterModel name or file of a model that the images go through first; empty for
	 *          none
	 * @param channels of every image
	 * @throws io.github.denoiser.core.DenoiserException if there is no such model, or if it
	 *           does not go with the images
	 */
	public static TrainingMethod method(final LearnFrom what, final NoisyMethod noisyMethod,
		final Supplier<NoiseModel> noise, final Loss loss, final String afterModel, final int channels)
	{
		final TrainingMethod method = method(what, noisyMethod, noise, loss);
		return afterModel.trim().isEmpty() ? method
			: TrainingMethod.stacked(method, ModelLibrary.load(afterModel), channels, Engines.start());
	}

	private static TrainingMethod method(final LearnFrom what, final NoisyMethod noisyMethod,
		final Supplier<NoiseModel> noise, final Loss loss)
	{
		switch (what) {
			case NOISY:
				return noisyMethod.method();
			case CLEAN_PAIRS:
				return TrainingMethod.cleanPairs();
			case NOISY_PAIRS:
				return TrainingMethod.noisyPairs();
			default:
				return TrainingMethod.clean(noise.get(), loss);
		}
	}
}
