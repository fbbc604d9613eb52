// SPDX-License-Identifier: BSD-2-Clause
/** What the windows of Swing have in common. */
package io.github.denoiser.ui;
