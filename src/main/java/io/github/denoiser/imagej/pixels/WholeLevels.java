// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.util.Locale;
import java.util.Optional;

import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;

/** Says when whole grey levels are too coarse for a denoised image. */
public final class WholeLevels {

	/** What most of an image spans, if rounding to whole levels is not to be seen nor measured. */
	private static final double ENOUGH = 16;

	private WholeLevels() {
		// static methods only
	}

	/**
	 * @param bitDepth of the result, 8 to 32 for floats
	 * @param workflow that has made it
	 * @return what the user should know; empty if all is well
	 */
	public static Optional<String> note(final int bitDepth, final DenoisingWorkflow workflow) {
		final double span = workflow.leastScale();
		if (bitDepth == 32 || span >= ENOUGH) return Optional.empty();
		return Optional.of(String.format(Locale.ROOT,
			"Whole grey levels cannot hold this result: most of the image spans only %.3g of them, and what is left of its " +
				"noise is less than one. Choose output_type=%s to keep fractions.",
			span, OutputType.FLOAT.label()));
	}
}
