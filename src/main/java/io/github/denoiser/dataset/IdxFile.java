// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

import io.github.denoiser.core.DenoiserException;

/**
 * Reads images in the IDX format, that of MNIST and Fashion-MNIST, plain or
 * compressed with gzip.
 * <p>
 * All numbers are big-endian: two zero bytes, the type of the values (8: unsigned
 * bytes), the number of dimensions (3: images, rows, columns), an int for each
 * dimension, and the values. Described on <a
 * href="https://yann.lecun.com/exdb/mnist/">the page of MNIST</a>. Headers are not
 * believed: memory is taken only for what the file really holds.
 * </p>
 */
public final class IdxFile {

	private static final int UNSIGNED_BYTES = 8;
	private static final int IMAGES = 3;
	private static final int LABELS = 1;

	private IdxFile() {}

	/**
	 * @param start the first four bytes of a file, decompressed
	 * @return whether this is the format, be it images or anything else
	 */
	static boolean isIdx(final byte[] start) {
		return start.length == 4 && start[0] == 0 && start[1] == 0 && start[2] >= UNSIGNED_BYTES && start[2] <= 0x0e &&
			start[3] >= 1 && start[3] <= 8;
	}

	/**
	 * @param file an idx3 file of unsigned bytes
	 * @param range which of its images; those that it does not hold are no matter
	 * @throws DenoiserException if the file is missing, is no such file, is damaged or
	 *           cut short within the range, or needs too much memory
	 */
	public static GreyImages read(final Path file, final Range range) {
		final String name = file.getFileName().toString();
		if (!Files.isRegularFile(file)) {
			throw new DenoiserException("There is no file \"" + file + "\". Check its path.");
		}
		try (DataInputStream in = new DataInputStream(Gzip.open(file))) {
			return read(in, name, range);
		}
		catch (final IOException e) {
			throw new DenoiserException(
				"\"" + file + "\" cannot be read: " + e.getMessage() + ". Get it again, and check that you may read it.", e);
		}
	}

	private static GreyImages read(final DataInputStream in, final String name, final Range range) throws IOException {
		checkMagic(in.readNBytes(4), name);
		final int count;
		final int height;
		final int width;
		try {
			count = in.readInt();
			height = in.readInt();
			width = in.readInt();
		}
		catch (final EOFException e) {
			throw new DenoiserException("\"" + name + "\" ends within its header. Get it again.", e);
		}
		if (count < 1 || height < 1 || width < 1 || (long) width * height > Integer.MAX_VALUE - 8) {
			throw new DenoiserException("\"" + name + "\" claims to hold " + count + " images of " + width + " x " + height +
				" pixels, which cannot be. The file is damaged, or not in the IDX format: get it again.");
		}
		if (range.first() > count) {
			throw new DenoiserException(
				"\"first\" is " + range.first() + ", but \"" + name + "\" holds " + count + " images. Choose one of them.");
		}
		return images(in, name, width, height, count, range);
	}

	private static void checkMagic(final byte[] magic, final String name) {
		if (magic.length == 0) throw new DenoiserException("\"" + name + "\" is empty. Get it again.");
		if (!isIdx(magic)) {
			throw new DenoiserException("\"" + name + "\" is not in the IDX format (wrong magic number). " +
				"Choose a file like MNIST's train-images-idx3-ubyte, as it is or with .gz.");
		}
		if (magic[2] == UNSIGNED_BYTES && magic[3] == LABELS) {
			throw new DenoiserException("\"" + name + "\" holds labels, not images. " +
				"Choose the file of the images: its name usually contains \"images-idx3\".");
		}
		if (magic[2] != UNSIGNED_BYTES || magic[3] != IMAGES) {
			throw new DenoiserException("\"" + name + "\" holds values of type " + magic[2] + " in " + magic[3] +
				" dimensions. Only images of unsigned bytes (type 8, 3 dimensions) can be read: convert it.");
		}
	}

	private static GreyImages images(final InputStream in, final String name, final int width, final int height,
		final int count, final Range range) throws IOException
	{
		final int length = width * height;
		final int last = (int) Math.min(count, range.last());
		final List<byte[]> pixels = new ArrayList<>();
		final List<String> labels = new ArrayList<>();
		for (int i = 1; i <= last; i++) {
			if (i >= range.first()) Range.checkMemory(name, pixels.size() + 1, length);
			// Takes memory as the bytes come, and no more.
			final byte[] image = bytes(in, i < range.first(), length);
			if (image == null) throw cutShort(name, i - 1, count);
			if (i < range.first()) continue;
			pixels.add(image);
			labels.add("image " + i);
		}
		if (last == count) checkEnd(in, name);
		return new GreyImages(name, width, height, pixels, labels);
	}

	/** gzip compares its checksum when all is read. */
	private static void checkEnd(final InputStream in, final String name) throws IOException {
		try {
			in.read();
		}
		catch (final EOFException | ZipException e) {
			throw new DenoiserException("\"" + name + "\" is damaged: its checksum is missing or wrong. Get it again.", e);
		}
	}

	/** @return null if the file ends, or is damaged, before the last of them */
	private static byte[] bytes(final InputStream in, final boolean skip, final int length) throws IOException {
		try {
			if (skip) return skip(in, length) ? new byte[0] : null;
			final byte[] bytes = in.readNBytes(length);
			return bytes.length == length ? bytes : null;
		}
		catch (final EOFException | ZipException e) {
			// What gzip says when its data end too soon, or do not fit its checksums.
			return null;
		}
	}

	private static boolean skip(final InputStream in, final int length) throws IOException {
		final byte[] buffer = new byte[Math.min(length, 1 << 16)];
		for (int left = length; left > 0;) {
			final int read = in.read(buffer, 0, Math.min(left, buffer.length));
			if (read < 0) return false;
			left -= read;
		}
		return true;
	}

	private static DenoiserException cutShort(final String name, final int whole, final int count) {
		final String remedy = whole == 0 ? ""
			: " To use what is there, choose Plugins > Denoise > Import IDX... with count=" + whole + ".";
		return new DenoiserException("\"" + name + "\" is cut short or damaged: " + whole + " of its " + count +
			" images are whole. Get it again." + remedy);
	}
}
