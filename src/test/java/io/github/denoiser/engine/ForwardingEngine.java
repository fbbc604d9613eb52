// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/** Another engine, but for what a test changes. */
public class ForwardingEngine implements Engine {

	private final Engine engine;

	public ForwardingEngine(final Engine engine) {
		this.engine = engine;
	}

	@Override
	public String name() {
		return engine.name();
	}

	@Override
	public String version() {
		return engine.version();
	}

	@Override
	public String device() {
		return engine.device();
	}

	@Override
	public long freeMemory() {
		return engine.freeMemory();
	}

	@Override
	public double bytesPerPixel(final NetworkSpec network) {
		return engine.bytesPerPixel(network);
	}

	@Override
	public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
		return engine.runner(network, weights);
	}

	@Override
	public NetworkTrainer trainer(final NetworkSpec network, final Weights start, final Loss loss, final double average) {
		return engine.trainer(network, start, loss, average);
	}
}
