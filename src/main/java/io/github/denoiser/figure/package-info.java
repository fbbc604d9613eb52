// SPDX-License-Identifier: BSD-2-Clause
/** Several pictures laid out as one. */
package io.github.denoiser.figure;
