package io.github.denoiser.ij1;

import java.nio.file.Files;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.io.Opener;
import io.github.denoiser.config.DenoiserException;

/** An image as a file, read by ImageJ. */
public final class ImageFile {

	private ImageFile() {
		// static methods only
	}

	/** @throws DenoiserException if there is no such file, or ImageJ cannot read it */
	public static ImagePlus open(final Path file) {
		if (!Files.isRegularFile(file)) {
			throw new DenoiserException("There is no file \"" + file + "\". Check its path.");
		}
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		ImagePlus image = null;
		try {
			image = opener.openImage(file.toString());
		}
		catch (final RuntimeException e) {
			// ImageJ's readers throw all kinds of exceptions at broken files; treated like null.
		}
		if (image == null || image.getProcessor() == null) {
			throw new DenoiserException("\"" + file + "\" is not an image that ImageJ can read, or it is damaged. " +
				"Convert it to TIFF, and try again.");
		}
		return image;
	}
}
