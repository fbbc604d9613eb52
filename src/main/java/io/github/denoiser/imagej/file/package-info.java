// SPDX-License-Identifier: BSD-2-Clause
/** Files of images, read with care and written whole; folders of them. */
package io.github.denoiser.imagej.file;
