// SPDX-License-Identifier: BSD-2-Clause
/** TIFF files: their directories and pixels, read part by part, whatever a hostile file claims. */
package io.github.denoiser.tiff;
