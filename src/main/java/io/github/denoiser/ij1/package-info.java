/**
 * The bridge to ImageJ: images as planes and back, and the entries of its
 * menu. {@code plugins.config} names {@link io.github.denoiser.ij1.CommandPlugIn}
 * for every entry, with the class of the SciJava command in parentheses; the
 * plugin gives the command the current image, harvests its parameters from a
 * macro line or a dialog, runs it on the caller's thread, records it, and shows
 * its output.
 */
package io.github.denoiser.ij1;
