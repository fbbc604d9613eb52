package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.io.FileSaver;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TemporaryFile;

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
		final Path folder = file.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder)) {
			throw new DenoiserException("The folder \"" + folder + "\" does not exist. Create it, or choose another output.");
		}
		if (Files.isDirectory(file) || !Files.isWritable(folder) || Files.exists(file) && !Files.isWritable(file)) {
			throw new DenoiserException("\"" + file + "\" cannot be written. Choose another output, or change its permissions.");
		}
	}

	/**
	 * Finds out before long work whether a format can hold its result as it is.
	 *
	 * @throws DenoiserException if it would lose slices, bits or channels
	 */
	static void requireFits(final ImagePlus image, final Path file) {
		final String ending = ending(file);
		if (ending.startsWith("tif") || ending.equals("zip")) return;
		final int depth = image.getBitDepth();
		final boolean deep = depth == 32 || depth == 16 && !ending.equals("png");
		if (!deep && (image.getStackSize() == 1 || ending.equals("gif") && !image.isComposite())) return;
		throw new DenoiserException("The format ." + ending + " cannot hold " + (image.getStackSize() > 1 ? "a stack of " + image
			.getStackSize() + " slices" : "an image of " + depth + " bits") + ". Save \"" + file.getFileName() +
			"\" as .tif instead.");
	}

	/**
	 * Saves in the format of the name's ending: first beside the file, then in its
	 * place, so that there is never half a file.
	 *
	 * @throws DenoiserException if it cannot be written, or the format cannot hold it
	 */
	public static void save(final ImagePlus image, final Path file) {
		requireFits(image, file);
		final Path target = file.toAbsolutePath();
		Path temporary = null;
		try {
			temporary = TemporaryFile.beside(target, "." + ending(file));
			if (!write(new FileSaver(image), image.getStackSize() > 1, temporary.toString())) {
				throw new IOException("ImageJ could not write it");
			}
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			throw unwritable(file, e);
		}
		finally {
			delete(temporary);
		}
	}

	private static boolean write(final FileSaver saver, final boolean stack, final String path) {
		switch (ending(Path.of(path))) {
			case "zip":
				return saver.saveAsZip(path);
			case "png":
				return saver.saveAsPng(path);
			case "jpg":
			case "jpeg":
				return saver.saveAsJpeg(path);
			case "gif":
				return saver.saveAsGif(path);
			case "bmp":
				return saver.saveAsBmp(path);
			case "pgm":
				return saver.saveAsPgm(path);
			default:
				return stack ? saver.saveAsTiffStack(path) : saver.saveAsTiff(path);
		}
	}

	static DenoiserException unwritable(final Path file, final IOException e) {
		return new DenoiserException("\"" + file + "\" cannot be written: " + e.getMessage() +
			". Choose another output, or free some space.", e);
	}

	/**
	 * @return the ending of the name, without the dot, in lower case
	 * @throws DenoiserException if it stands for no format
	 */
	static String ending(final Path file) {
		final String name = file.getFileName().toString();
		final String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (!name.contains(".") || !ENDINGS.contains(ending)) {
			throw new DenoiserException("\"" + name + "\" does not say in which format to save. End it with one of ." + String
				.join(", .", ENDINGS) + "; stacks and 16- or 32-bit images need .tif.");
		}
		return ending;
	}

	static void delete(final Path file) {
		try {
			if (file != null) Files.deleteIfExists(file);
		}
		catch (final IOException e) {
			// A temporary file is left behind; the result is not affected.
		}
	}
}
