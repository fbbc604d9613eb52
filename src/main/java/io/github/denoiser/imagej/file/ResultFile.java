// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileInfo;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;

/** A result that is written into a TIFF file part by part, and needs not fit into memory. */
public final class ResultFile {

	private ResultFile() {
		// static methods only
	}

	/**
	 * Finds out before any work whether a result can go there.
	 *
	 * @param image that the result is made of
	 * @throws DenoiserException if the file is not a TIFF by its name, cannot be written,
	 *           or is one that the image is still read from
	 */
	public static void check(final ImagePlus image, final Path file) {
		ImageFileWriter.checkWritable(file);
		if (!ImageFileWriter.ending(file).startsWith("tif")) {
			throw new WrongValueException("file",
				"is \"" + file + "\", but results are written into TIFF files only. End its name with .tif.");
		}
		if (Files.exists(file) && isReadFrom(image, file)) {
			throw new DenoiserException("\"" + image.getTitle() + "\" is a virtual stack that is read from \"" + file +
				"\": the result would destroy it. Choose another file.");
		}
	}

	private static boolean isReadFrom(final ImagePlus image, final Path file) {
		if (!image.getStack().isVirtual()) return false;
		final FileInfo info = image.getOriginalFileInfo();
		if (info != null && info.directory != null && info.fileName != null &&
			isSame(Path.of(info.directory, info.fileName), file)) return true;
		if (!(image.getStack() instanceof VirtualStack)) return false;
		// A folder of images.
		final VirtualStack stack = (VirtualStack) image.getStack();
		if (stack.getDirectory() == null) return false;
		for (int i = 1; i <= stack.size(); i++) {
			final String name = stack.getFileName(i);
			if (name != null && isSame(Path.of(stack.getDirectory(), name), file)) return true;
		}
		return false;
	}

	/** Whatever the two are called: through a link, or in other letters. */
	private static boolean isSame(final Path source, final Path file) {
		try {
			return Files.exists(source) && Files.isSameFile(source, file);
		}
		catch (final IOException e) {
			return false;
		}
	}

	/**
	 * @param result what it would be in memory
	 * @param work writes all planes into what it is given
	 * @throws DenoiserException if the file cannot be written; it is then what it was
	 *           before, as it is when the work fails
	 */
	public static void write(final ResultPlanes result, final int width, final int height, final Path file,
		final Consumer<ResultPlanes> work)
	{
		try (TiffWriter writer = new TiffWriter(result.outline(file.getFileName().toString()), width, height, file)) {
			work.accept(result.into(writer));
			writer.finish();
		}
	}

	/** Writes an image that is in memory as it is. */
	static void writeCopy(final ImagePlus image, final Path file) {
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		write(ResultPlanes.likeInput(planes), image.getWidth(), image.getHeight(), file, written -> {
			for (int i = 0; i < planes.size(); i++) {
				written.write(i, planes.plane(i));
			}
		});
	}

	/**
	 * @param result that {@link #write} has put into the file
	 * @return the file's image; of its pixels only the slices that are looked at are in memory
	 */
	public static ImagePlus open(final ResultPlanes result, final Path file) {
		final ImagePlus virtual = IJ.openVirtual(file.toAbsolutePath().toString());
		final ImagePlus image = virtual == null ? ImageFile.open(file) : virtual;
		// Not all of this is in the file, or read from it by a virtual stack.
		final ImagePlus like = result.outline(image.getTitle());
		image.setCalibration(like.getCalibration());
		image.setProperty("Info", like.getProperty("Info"));
		image.setProperties(like.getPropertiesAsArray());
		image.setOverlay(like.getOverlay());
		image.setHideOverlay(like.getHideOverlay());
		image.setRoi(like.getRoi());
		if (image instanceof CompositeImage && like instanceof CompositeImage)
			((CompositeImage) image).setLuts(like.getLuts());
		else if (like.getBitDepth() != 24) {
			image.setLut(like.getProcessor().getLut());
			image.setDisplayRange(like.getDisplayRangeMin(), like.getDisplayRangeMax());
		}
		if (like.getStackSize() > 1) image.setPosition(like.getC(), like.getZ(), like.getT());
		return image;
	}
}
