// SPDX-License-Identifier: BSD-2-Clause
/**
 * The SciJava commands: they turn parameters into settings, run a workflow and
 * hand over its output. They have no menu path, since the entries of
 * {@code plugins.config} own the menu (see
 * {@link io.github.denoiser.imagej.plugin.CommandPlugIn}).
 */
package io.github.denoiser.command;
