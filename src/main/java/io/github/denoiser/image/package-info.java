// SPDX-License-Identifier: BSD-2-Clause
/** Images as planes that are read and written on demand, whatever holds them; what the values of one cover. */
package io.github.denoiser.image;
