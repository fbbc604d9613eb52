// SPDX-License-Identifier: BSD-2-Clause
/** Networks as ONNX files, written and read. */
package io.github.denoiser.network.onnx;
