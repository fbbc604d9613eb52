// SPDX-License-Identifier: BSD-2-Clause
/** Parameters of commands: their declaration, as macros give them, as they are remembered and checked. */
package io.github.denoiser.imagej.param;
