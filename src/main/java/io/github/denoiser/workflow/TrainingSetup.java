// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;

/** What a training is done with and how; the images are not part of it. */
final class TrainingSetup {

	private final Engine engine;
	private final InitialWeights start;
	private final TrainingMethod method;
	private final TrainingConfig config;
	private final FixedSizeMode fixedSize;
	private final long imageMemory;

	/** The parameters of {@link TrainingWorkflow}. */
	TrainingSetup(final Engine engine, final InitialWeights start, final TrainingMethod method,
		final TrainingConfig config, final FixedSizeMode fixedSize, final long imageMemory)
	{
		this.engine = engine;
		this.start = start;
		this.method = method;
		this.config = config;
		this.fixedSize = fixedSize;
		this.imageMemory = imageMemory;
	}

	/** Does the arithmetic. */
	Engine engine() {
		return engine;
	}

	NetworkSpec network() {
		return start.network();
	}

	/** The network's first weights, and where they are from. */
	InitialWeights start() {
		return start;
	}

	/** What is learned from, and how. */
	TrainingMethod method() {
		return method;
	}

	TrainingConfig config() {
		return config;
	}

	/** For a network of a fixed size: whether whole images are resized to it, or patches of it are cut out. */
	FixedSizeMode fixedSize() {
		return fixedSize;
	}

	/** Bytes that images may take. */
	long imageMemory() {
		return imageMemory;
	}
}
