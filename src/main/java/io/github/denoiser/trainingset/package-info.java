// SPDX-License-Identifier: BSD-2-Clause
/**
 * The images that a training learns from: where they are kept, which of them, and which part of one, is held back to
 * judge it.
 */
package io.github.denoiser.trainingset;
