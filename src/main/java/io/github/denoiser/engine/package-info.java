// SPDX-License-Identifier: BSD-2-Clause
/** What does the arithmetic: networks that predict and networks that are trained, behind one door. */
package io.github.denoiser.engine;
