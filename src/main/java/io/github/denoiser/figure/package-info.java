/** Several pictures laid out as one. */
package io.github.denoiser.figure;
