/** Networks as ONNX files, written and read. */
package io.github.denoiser.network.onnx;
