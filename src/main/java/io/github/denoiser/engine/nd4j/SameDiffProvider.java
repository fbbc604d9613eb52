// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.EngineProvider;

/** Says that SameDiff is there; loads nothing of ND4J before it is started. */
public final class SameDiffProvider implements EngineProvider {

	@Override
	public String name() {
		return SameDiffEngine.NAME;
	}

	@Override
	public void requireAddressSpace() {
		Backend.requireAddressSpace();
	}

	@Override
	public Engine start() {
		return new SameDiffEngine();
	}
}
