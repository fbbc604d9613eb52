// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import org.nd4j.versioncheck.VersionCheck;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/** SameDiff on ND4J's backend: CPU, or CUDA where {@link DeviceChooser} finds a card that it can use. */
final class SameDiffEngine implements Engine {

	static final String NAME = "nd4j";

	private final String device;

	/** Starts ND4J if it is not running, see {@link Backend#start()}. */
	SameDiffEngine() {
		device = Backend.start();
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String device() {
		return device;
	}

	@Override
	public String version() {
		return VersionCheck.getVersionInfos().stream().filter(info -> "nd4j-api".equals(info.getArtifactId()))
			.map(info -> "ND4J " + info.getBuildVersion()).findFirst().orElse("ND4J");
	}

	@Override
	public long freeMemory() {
		return Backend.isGpu() ? FreeMemory.ofGpu() : FreeMemory.ofSystem();
	}

	@Override
	public double bytesPerPixel(final NetworkSpec network) {
		return new MemoryNeed(network).ofPixel();
	}

	@Override
	public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
		return new SameDiffRunner(network, weights);
	}

	@Override
	public NetworkTrainer trainer(final NetworkSpec network, final Weights start, final Loss loss, final double average) {
		return new SameDiffTrainer(network, start, loss, average);
	}
}
