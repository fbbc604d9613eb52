// SPDX-License-Identifier: BSD-2-Clause
/** Collections of images for machine learning, in formats that ImageJ does not read: plain Java. */
package io.github.denoiser.dataset;
