// SPDX-License-Identifier: BSD-2-Clause
/** The entries of the menu: they run SciJava commands on ImageJ's terms. */
package io.github.denoiser.imagej.plugin;
