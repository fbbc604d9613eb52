// SPDX-License-Identifier: BSD-2-Clause
/**
 * The training window: it listens to a training and draws, and knows nothing of how one learns. {@link
 * io.github.denoiser.ui.training.TrainingDisplay} is the way in.
 */
package io.github.denoiser.ui.training;
