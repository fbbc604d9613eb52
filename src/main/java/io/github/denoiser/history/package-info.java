// SPDX-License-Identifier: BSD-2-Clause
/** The history of a training: written for other programs, and read for the user. */
package io.github.denoiser.history;
