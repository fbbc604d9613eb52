// SPDX-License-Identifier: BSD-2-Clause
/** How work says how far it is, is cancelled, and keeps two threads from one thing. */
package io.github.denoiser.progress;
