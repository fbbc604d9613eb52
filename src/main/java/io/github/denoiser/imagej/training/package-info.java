// SPDX-License-Identifier: BSD-2-Clause
/** Images of ImageJ, files and folders as the images of a training. */
package io.github.denoiser.imagej.training;
