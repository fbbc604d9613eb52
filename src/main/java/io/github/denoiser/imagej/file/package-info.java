/** Files of images, read with care and written whole; folders of them. */
package io.github.denoiser.imagej.file;
