// SPDX-License-Identifier: BSD-2-Clause
/** How like two images are: PSNR, SSIM, and the noise between them. */
package io.github.denoiser.metrics;
