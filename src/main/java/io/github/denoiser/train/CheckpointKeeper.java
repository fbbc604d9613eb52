// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

/** Where checkpoints go. */
@FunctionalInterface
public interface CheckpointKeeper {

	/** Keeps nothing. */
	CheckpointKeeper NONE = checkpoint -> {};

	/**
	 * Keeps a checkpoint in place of the one before.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if that fails; the one before
	 *           is still there then, and the training goes on
	 */
	void keep(Checkpoint checkpoint);
}
