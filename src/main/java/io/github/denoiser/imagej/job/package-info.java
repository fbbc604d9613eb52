// SPDX-License-Identifier: BSD-2-Clause
/** Whole jobs on images and files: denoise one, denoise a folder of them, compare stacks, make a figure. */
package io.github.denoiser.imagej.job;
