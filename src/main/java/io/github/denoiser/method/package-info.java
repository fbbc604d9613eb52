// SPDX-License-Identifier: BSD-2-Clause
/** The ways to learn, with clean images and without: how each prepares its images and draws its patches. */
package io.github.denoiser.method;
