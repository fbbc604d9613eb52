// SPDX-License-Identifier: BSD-2-Clause
/** What is far above or below the scale of an image, taken out before the network and given back after it. */
package io.github.denoiser.outlier;
