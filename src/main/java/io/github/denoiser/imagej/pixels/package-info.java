// SPDX-License-Identifier: BSD-2-Clause
/** Pixels of open images of ImageJ as planes, and planes as images. Knows nothing of files or dialogs. */
package io.github.denoiser.imagej.pixels;
