// SPDX-License-Identifier: BSD-2-Clause
/** While a command works: whose Esc is whose, questions that it asks, quitting, and trainings that were interrupted. */
package io.github.denoiser.imagej.work;
