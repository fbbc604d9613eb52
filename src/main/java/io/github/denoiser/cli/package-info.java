// SPDX-License-Identifier: BSD-2-Clause
/** The command line. */
package io.github.denoiser.cli;
