// SPDX-License-Identifier: BSD-2-Clause
/** The experiments of Bernier and Lucio's paper, done again: its networks, noise, data and training, and its table. */
package io.github.denoiser.papers;
