// SPDX-License-Identifier: BSD-2-Clause
/** Geometry: tiles, halos, patches, mirrored edges, and resampling. */
package io.github.denoiser.region;
