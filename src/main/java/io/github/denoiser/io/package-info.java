// SPDX-License-Identifier: BSD-2-Clause
/** Writing files so that nothing is lost: whole or not at all, checked, on the disk, and one writer at a time. */
package io.github.denoiser.io;
