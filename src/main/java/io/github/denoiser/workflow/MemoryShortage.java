// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import io.github.denoiser.core.DenoiserException;

/** Says what to do where memory is too small for the smallest piece of work. */
public final class MemoryShortage {

	private MemoryShortage() {}

	/** @param what there is not enough memory for: "to denoise" */
	public static DenoiserException explained(final OutOfMemoryError error, final String what) {
		return new DenoiserException("There is not enough memory " + what + " (" + error.getMessage() + "). " +
			"Close other images and programs. If the Java heap is too small, give it more (Edit > Options > Memory & " +
			"Threads..., or -Xmx); if memory outside of it is, give Java less, or raise the limits of the system.", error);
	}
}
