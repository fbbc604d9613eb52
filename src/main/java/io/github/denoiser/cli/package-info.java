/** The command line. */
package io.github.denoiser.cli;
