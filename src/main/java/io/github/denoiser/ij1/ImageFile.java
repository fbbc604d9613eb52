package io.github.denoiser.ij1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.plugin.AVI_Reader;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.config.DenoiserException;

/** Image files as ImageJ opens them, but without any dialog. */
public final class ImageFile {

	private ImageFile() {}

	/**
	 * Opens TIFF, zipped TIFF, PNG, JPEG, GIF, BMP, DICOM, FITS, PGM and AVI files; the
	 * last as virtual stacks.
	 *
	 * @return the image, not shown
	 * @throws DenoiserException if there is no such file, or ImageJ cannot read it
	 */
	public static ImagePlus open(final Path file) {
		requireFile(file);
		final ImagePlus image = openIfImage(file);
		if (image == null) {
			throw new DenoiserException("\"" + file + "\" is not an image that ImageJ can read, or it is damaged. " +
				"Convert it to TIFF, and try again.");
		}
		return image;
	}

	/** @throws DenoiserException if there is no such file */
	public static void requireFile(final Path file) {
		if (!Files.isRegularFile(file)) {
			throw new DenoiserException("There is no file \"" + file + "\". Check its path.");
		}
	}

	/**
	 * As {@link #open}, for files that need not be images.
	 *
	 * @return the image, not shown; null if ImageJ cannot open the file
	 * @throws DenoiserException if the file is a film that ImageJ cannot decode, or a TIFF
	 *           file whose directories are damaged, or a JPEG, PBM, PGM or PPM file that ends too soon
	 */
	static ImagePlus openIfImage(final Path file) {
		if (isAvi(file)) return openAvi(file);
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		try {
			final int type = opener.getFileType(file.toString());
			if (type == Opener.UNKNOWN || type == Opener.TEXT || type == Opener.JAVA_OR_TEXT || type == Opener.ROI ||
				type == Opener.TABLE || type == Opener.LUT) return null;
			if (type == Opener.TIFF) checkTiff(file);
			if (type == Opener.JPEG) JpegCheck.check(file);
			if (type == Opener.PGM) PnmCheck.check(file);
			final ImagePlus image = opener.openImage(file.toString());
			return image == null || image.getProcessor() == null || type == Opener.DICOM && isCutShort(file, image) ? null : image;
		}
		catch (final DenoiserException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			// ImageJ's readers throw all kinds of exceptions at broken files.
			return null;
		}
	}

	private static void checkTiff(final Path file) {
		TiffCheck.check(file);
		final FileInfo[] slices = Opener.getTiffFileInfo(file.toString());
		if (slices == null) return;
		for (final FileInfo slice : slices) {
			TiffCheck.checkPixels(file, slice);
		}
	}

	/** ImageJ makes what is missing of uncompressed pixels black. */
	private static boolean isCutShort(final Path file, final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.compression > FileInfo.COMPRESSION_NONE) return false;
		final long slice = (long) info.width * info.height * info.getBytesPerPixel() + info.getGap();
		return file.toFile().length() < info.getOffset() + Math.max(1, info.nImages) * slice - info.getGap();
	}

	private static boolean isAvi(final Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".avi");
	}

	/** The usual way to open a film asks for options in a dialog. */
	private static ImagePlus openAvi(final Path file) {
		final String path = file.toString();
		final String name = file.getFileName().toString();
		final AVI_Reader reader = new AVI_Reader();
		ImageStack frames = reader.makeStack(path, 1, 0, true, false, false);
		if (frames == null || frames.size() == 0 || reader.getErrorText() != null) {
			throw new DenoiserException("The film \"" + name + "\" cannot be read: " + (reader.getErrorText() == null
				? "it has no frames" : reader.getErrorText().trim()) +
				". Convert it to an AVI file that is uncompressed or of JPEG frames.");
		}
		// JPEG frames come as RGB, even from a grey camera.
		if (isGrey(frames, 1) && isGrey(frames, (1 + frames.size()) / 2) && isGrey(frames, frames.size())) {
			frames = new AVI_Reader().makeStack(path, 1, 0, true, true, false);
		}
		return new ImagePlus(name, frames);
	}

	private static boolean isGrey(final ImageStack frames, final int frame) {
		final ImageProcessor pixels = frames.getProcessor(frame);
		return pixels instanceof ColorProcessor && pixels.isGrayscale();
	}
}
