// SPDX-License-Identifier: BSD-2-Clause
/** Patches drawn from images, with what the network is to make of them: one source for each way to learn. */
package io.github.denoiser.patch;
