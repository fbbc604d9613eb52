// SPDX-License-Identifier: BSD-2-Clause
/**
 * Where Java callers begin: denoising, training, sharpening, adding noise and comparing, without any user interface.
 */
package io.github.denoiser.workflow;
