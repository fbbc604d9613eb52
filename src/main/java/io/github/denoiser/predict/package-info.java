// SPDX-License-Identifier: BSD-2-Clause
/** Applies networks to planes of any size: tiles, halos, blocks, scales and what is put back. */
package io.github.denoiser.predict;
