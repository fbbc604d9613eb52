// SPDX-License-Identifier: BSD-2-Clause
/** Grey values to the scale that networks work on, and back. */
package io.github.denoiser.normalize;
