// SPDX-License-Identifier: BSD-2-Clause
/**
 * What every room uses: problems in words for the user, checks of values, labels of choices, seeds, and text that is
 * safe to show.
 */
package io.github.denoiser.core;
