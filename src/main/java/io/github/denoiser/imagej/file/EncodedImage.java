// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ImageProcessor;

import io.github.denoiser.io.ScratchFile;
import io.github.denoiser.io.WriteException;

/**
 * Images in formats that ImageJ writes: as bytes, and known to be whole. Its savers say
 * that all went well after a full disk, too; so what they write goes into a file
 * beside the one that it is for, and is looked at.
 */
final class EncodedImage {

	/** How files of each format end. */
	private static final byte[] END_OF_PNG = { 0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82 };
	private static final byte[] END_OF_JPEG = { (byte) 0xff, (byte) 0xd9 };
	private static final byte[] END_OF_GIF = { 0, 0x3b };
	/** A ZIP file ends with its directory's place, and a comment of no length. */
	private static final byte[] START_OF_ZIP_END = { 'P', 'K', 5, 6 };
	private static final int ZIP_END = 22;
	private static final int BMP_SIZE_AT = 2;
	private static final int RGB_BITS = 24;
	private static final int RGB_CHANNELS = 3;

	private EncodedImage() {
		// static methods only
	}

	/**
	 * @param ending of a name: zip, png, jpg, jpeg, gif, bmp or pgm
	 * @param file that it is for
	 * @return the file, byte by byte as ImageJ writes it; PGM files are ours, since ImageJ prints the problems of a full
	 *   disk
	 * @throws WriteException if there is no room for it beside that file
	 */
	static byte[] of(final ImagePlus image, final String ending, final Path file) throws IOException {
		if (ending.equals("pgm")) return portableMap(image);
		try (ScratchFile scratch = ScratchFile.beside(file, ending)) {
			final boolean said = save(new FileSaver(image), ending, scratch.path().toString());
			final byte[] bytes = Files.exists(scratch.path()) ? Files.readAllBytes(scratch.path()) : new byte[0];
			if (said && isWhole(image, ending, bytes)) return bytes;
			throw scratch.problem("ImageJ could not write the whole image beside it");
		}
	}

	private static boolean save(final FileSaver saver, final String ending, final String path) {
		switch (ending) {
			case "zip":
				return saver.saveAsZip(path);
			case "png":
				return saver.saveAsPng(path);
			case "gif":
				return saver.saveAsGif(path);
			case "bmp":
				return saver.saveAsBmp(path);
			default:
				return saver.saveAsJpeg(path);
		}
	}

	static boolean isWhole(final ImagePlus image, final String ending, final byte[] bytes) {
		switch (ending) {
			case "zip":
				return bytes.length > ZIP_END && Arrays.equals(bytes, bytes.length - ZIP_END,
					bytes.length - ZIP_END + START_OF_ZIP_END.length, START_OF_ZIP_END, 0, START_OF_ZIP_END.length);
			case "png":
				return endsWith(bytes, END_OF_PNG);
			case "gif":
				return endsWith(bytes, END_OF_GIF);
			case "bmp":
				return bytes.length > BMP_SIZE_AT + Integer.BYTES && bytes.length == bmpSize(bytes);
			default:
				return endsWith(bytes, END_OF_JPEG);
		}
	}

	private static boolean endsWith(final byte[] bytes, final byte[] end) {
		return bytes.length >= end.length &&
			Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
	}

	/**
	 * A portable grey or pixel map (PGM, PPM), as in Netpbm's pages: a line each for kind, size and white, and then the
	 * pixels.
	 */
	private static byte[] portableMap(final ImagePlus image) {
		final boolean isColour = image.getBitDepth() == RGB_BITS;
		final ImageProcessor pixels = isColour ? image.getProcessor() : image.getProcessor().convertToByteProcessor(false);
		final int channels = isColour ? RGB_CHANNELS : 1;
		final byte[] header = ((isColour ? "P6" : "P5") + "\n" + image.getWidth() + " " + image.getHeight() + "\n255\n")
			.getBytes(StandardCharsets.US_ASCII);
		final byte[] all = Arrays.copyOf(header,
			Math.addExact(header.length, Math.multiplyExact(channels, pixels.getPixelCount())));
		for (int i = 0, to = header.length; i < pixels.getPixelCount(); i++) {
			for (int c = channels - 1; c >= 0; c--) {
				all[to++] = (byte) (pixels.get(i) >> Byte.SIZE * c);
			}
		}
		return all;
	}

	private static int bmpSize(final byte[] bytes) {
		int size = 0;
		for (int i = Integer.BYTES - 1; i >= 0; i--) {
			size = size << Byte.SIZE | bytes[BMP_SIZE_AT + i] & 0xff;
		}
		return size;
	}
}
