// SPDX-License-Identifier: BSD-2-Clause
/**
 * Sharpening with 3x3 kernels on ImgLib2 images. Knows nothing of ImageJ,
 * neural networks or user interfaces.
 */
package io.github.denoiser.sharpen;
