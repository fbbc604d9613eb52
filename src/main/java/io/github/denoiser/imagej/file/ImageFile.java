// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.plugin.AVI_Reader;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.PlainFile;
import io.github.denoiser.progress.CancelToken;

/** Image files as ImageJ opens them, but without any dialog. */
public final class ImageFile {

	private ImageFile() {}

	/**
	 * Opens TIFF, zipped TIFF, PNG, JPEG, GIF, BMP, DICOM, FITS, PGM and AVI files; the
	 * last as virtual stacks. What of a TIFF file is left out, ImageJ's log says.
	 *
	 * @return the image, not shown
	 * @throws DenoiserException if there is no such file, or it cannot be read
	 */
	public static ImagePlus open(final Path file) {
		return open(file, new CancelToken(), note -> IJ.log(file.getFileName() + ": " + note + "."));
	}

	/**
	 * @param cancel ends the reading
	 * @param notes told what of the file is left out
	 * @return the image, not shown
	 * @throws DenoiserException if there is no such file, or it cannot be read
	 */
	public static ImagePlus open(final Path file, final CancelToken cancel, final Consumer<String> notes) {
		final ImagePlus image = openIfImage(file, cancel, notes);
		if (image == null) {
			throw new DenoiserException("\"" + file + "\" is not an image that ImageJ can read, or it is damaged. " +
				"Convert it to TIFF, and try again.");
		}
		return image;
	}

	/** As {@link #openIfImage(Path, CancelToken, Consumer)}, for what nobody can cancel. */
	public static ImagePlus openIfImage(final Path file) {
		return openIfImage(file, new CancelToken(), note -> {});
	}

	/**
	 * As {@link #open}, for files that need not be images.
	 *
	 * @return the image, not shown; null if it is of no format that is known
	 * @throws DenoiserException if it is of one, but damaged, or of a kind that cannot be read
	 */
	public static ImagePlus openIfImage(final Path file, final CancelToken cancel, final Consumer<String> notes) {
		PlainFile.require(file);
		return SafeReading.of(file.getFileName().toString(), () -> {
			final TiffSlices tiff = TiffSlices.of(file, cancel);
			if (tiff != null) {
				tiff.tiff().notes().forEach(notes);
				return TiffImage.open(tiff, cancel);
			}
			if (ZippedImage.isZip(file)) return ZippedImage.open(file, cancel, notes);
			return LimitedReading.of(file, cancel, () -> openByImageJ(file));
		});
	}

	/** @return null if it is of no format that ImageJ knows */
	private static ImagePlus openByImageJ(final Path file) {
		if (isAvi(file)) return openAvi(file);
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		final int type = opener.getFileType(file.toString());
		if (type == Opener.UNKNOWN || type == Opener.TEXT || type == Opener.JAVA_OR_TEXT || type == Opener.ROI ||
			type == Opener.TABLE || type == Opener.LUT) return null;
		if (type == Opener.BMP) BmpCheck.check(file);
		if (type == Opener.JPEG) JpegCheck.check(file);
		if (type == Opener.PGM) PnmCheck.check(file);
		final ImagePlus image = opener.openImage(file.toString());
		if (image == null || image.getProcessor() == null || type == Opener.DICOM && isCutShort(file, image)) return null;
		if (image.getWidth() > 0 && image.getHeight() > 0) return image;
		throw new DenoiserException("\"" + file.getFileName() + "\" is damaged (it is " + image.getWidth() + " x " +
			image.getHeight() + " pixels large). Copy it again.");
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
			throw new DenoiserException("The film \"" + name + "\" cannot be read: " +
				(reader.getErrorText() == null ? "it has no frames" : reader.getErrorText().trim()) +
				". Convert it to an AVI file that is uncompressed or of JPEG frames.");
		}
		requireFrames(name, frames);
		// JPEG frames come as RGB, even from a grey camera.
		if (isGrey(frames, 1) && isGrey(frames, (1 + frames.size()) / 2) && isGrey(frames, frames.size())) {
			frames = new AVI_Reader().makeStack(path, 1, 0, true, true, false);
		}
		return new ImagePlus(name, frames);
	}

	/** ImageJ takes sizes and places of frames from the file as they are. */
	private static void requireFrames(final String name, final ImageStack frames) {
		final boolean hasSize = frames.getWidth() > 0 && frames.getHeight() > 0;
		for (int frame = 1; frame <= frames.size(); frame++) {
			if (hasSize && frames.getProcessor(frame) != null) continue;
			throw new DenoiserException("The film \"" + name + "\" is damaged: " +
				(hasSize ? "frame " + frame + " of " + frames.size() + " cannot be read"
					: "it is " + frames.getWidth() + " x " + frames.getHeight() + " pixels large") +
				". Copy it again.");
		}
	}

	private static boolean isGrey(final ImageStack frames, final int frame) {
		final ImageProcessor pixels = frames.getProcessor(frame);
		return pixels instanceof ColorProcessor && pixels.isGrayscale();
	}
}
