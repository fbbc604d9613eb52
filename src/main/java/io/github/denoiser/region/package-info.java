/** Geometry: tiles, halos, patches, mirrored edges, and resampling. */
package io.github.denoiser.region;
