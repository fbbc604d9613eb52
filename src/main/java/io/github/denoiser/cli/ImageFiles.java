package io.github.denoiser.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.io.FileSaver;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.ij1.ImageFile;

/** Images as files, read and written by ImageJ. */
final class ImageFiles {

	private static final List<String> ENDINGS = List.of("tif", "tiff", "zip", "png", "jpg", "jpeg", "gif", "bmp", "pgm");

	private ImageFiles() {}

	/** @throws DenoiserException if there is no such file, or ImageJ cannot read it */
	static ImagePlus open(final Path file) {
		return ImageFile.open(file);
	}

	/**
	 * Finds out before long work whether its result can be saved.
	 *
	 * @throws DenoiserException if the folder does not exist or cannot be written to,
	 *           or the ending of the name stands for no format
	 */
	static void checkWritable(final Path file) {
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
	 * Saves in the format of the name's ending: first beside the file, then in its
	 * place, so that there is never half a file.
	 *
	 * @throws DenoiserException if it cannot be written
	 */
	static void save(final ImagePlus image, final Path file) {
		final Path target = file.toAbsolutePath();
		Path temporary = null;
		try {
			temporary = Files.createTempFile(target.getParent(), ".denoiser-", "." + ending(file));
			if (!write(new FileSaver(image), image.getStackSize() > 1, temporary.toString())) {
				throw new IOException("ImageJ could not write it");
			}
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be written: " + e.getMessage() +
				". Choose another output, or free some space.", e);
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

	private static String ending(final Path file) {
		final String name = file.getFileName().toString();
		final String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (!name.contains(".") || !ENDINGS.contains(ending)) {
			throw new DenoiserException("\"" + name + "\" does not say in which format to save. End it with one of ." + String
				.join(", .", ENDINGS) + "; stacks and 16- or 32-bit images need .tif.");
		}
		return ending;
	}

	private static void delete(final Path file) {
		try {
			if (file != null) Files.deleteIfExists(file);
		}
		catch (final IOException e) {
			// A temporary file is left behind; the result is not affected.
		}
	}
}
