// SPDX-License-Identifier: BSD-2-Clause
/** Dialogs made from the parameters of commands, with a preview. */
package io.github.denoiser.imagej.dialog;
