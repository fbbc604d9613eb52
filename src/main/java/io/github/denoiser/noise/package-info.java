// SPDX-License-Identifier: BSD-2-Clause
/** Noise: models that add it, and estimates of what an image holds. */
package io.github.denoiser.noise;
