// SPDX-License-Identifier: BSD-2-Clause
/** The preview within dialogs: before and after, of a crop that can be moved. */
package io.github.denoiser.ui.preview;
