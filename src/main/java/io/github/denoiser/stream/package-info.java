// SPDX-License-Identifier: BSD-2-Clause
/** A window of images in memory that moves over a set larger than that, and is read ahead in the background. */
package io.github.denoiser.stream;
