// SPDX-License-Identifier: BSD-2-Clause
/** Trained models and their packages, after the BioImage.IO specification 0.5. */
package io.github.denoiser.model;
