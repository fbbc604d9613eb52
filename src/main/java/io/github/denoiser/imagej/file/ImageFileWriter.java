// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.io.WriteTarget;

/** Writes images as files, never half of one. */
public final class ImageFileWriter {

	private static final List<String> ENDINGS = List.of("tif", "tiff", "zip", "png", "jpg", "jpeg", "gif", "bmp", "pgm");

	private ImageFileWriter() {}

	/**
	 * Finds out before long work whether its result can be saved.
	 *
	 * @throws DenoiserException if the folder does not exist or cannot be written to,
	 *           or the ending of the name stands for no format
	 */
	public static void checkWritable(final Path file) {
		ending(file);
		try {
			WriteTarget.check(file);
		}
		catch (final WriteException e) {
			throw unwritable(file, e);
		}
	}

	/**
	 * Finds out before long work whether a format can hold its result as it is.
	 *
	 * @throws DenoiserException if it would lose slices, bits or channels
	 */
	public static void requireFits(final ImagePlus image, final Path file) {
		final String ending = ending(file);
		if (ending.startsWith("tif") || ending.equals("zip")) return;
		final int depth = image.getBitDepth();
		final boolean deep = depth == 32 || depth == 16 && !ending.equals("png");
		if (!deep && (image.getStackSize() == 1 || ending.equals("gif") && !image.isComposite())) return;
		throw new DenoiserException("The format ." + ending + " cannot hold " +
			(image.getStackSize() > 1 ? "a stack of " + image.getStackSize() + " slices" : "an image of " + depth + " bits") +
			". Save \"" + file.getFileName() + "\" as .tif instead.");
	}

	/**
	 * Saves in the format of the name's ending: there is the whole new file in the end, or
	 * what was there before.
	 *
	 * @throws DenoiserException if it cannot be written, or the format cannot hold it
	 */
	public static void save(final ImagePlus image, final Path file) {
		requireFits(image, file);
		if (ending(file).startsWith("tif")) {
			ResultFile.writeCopy(image, file);
			return;
		}
		try {
			AtomicFile.write(file, EncodedImage.of(image, ending(file), file));
		}
		catch (final IOException e) {
			throw unwritable(file, e);
		}
	}

	static DenoiserException unwritable(final Path file, final IOException e) {
		return WriteException.report("\"" + file + "\" cannot be written", e);
	}

	/**
	 * @return the ending of the name, without the dot, in lower case
	 * @throws DenoiserException if it stands for no format
	 */
	public static String ending(final Path file) {
		final String name = file.getFileName().toString();
		final String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (!name.contains(".") || !ENDINGS.contains(ending)) {
			throw new DenoiserException("\"" + name + "\" does not say in which format to save. End it with one of ." +
				String.join(", .", ENDINGS) + "; stacks and 16- or 32-bit images need .tif.");
		}
		return ending;
	}
}
