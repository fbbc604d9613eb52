// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.settings.DenoisingConfig;

/** Workflows as they are on computers of little memory. */
public final class TestWorkflows {

	private TestWorkflows() {}

	/** @return one that works through planes of more than so many pixels in blocks */
	public static DenoisingWorkflow inBlocks(final DenoiserModel model, final DenoisingConfig config, final int tileSize,
		final long blockPixels)
	{
		return new DenoisingWorkflow(model, Engines.start(), tileSize, config, blockPixels);
	}
}
