// SPDX-License-Identifier: BSD-2-Clause
/** The loop of a training: steps, epochs, validation, checkpoints, and whom it tells. */
package io.github.denoiser.train;
