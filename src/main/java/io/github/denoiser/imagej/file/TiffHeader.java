// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.io.ScratchFile;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.tiff.PixelType;
import io.github.denoiser.tiff.TiffFile;

/**
 * Everything but the pixels of a TIFF file, as ImageJ writes it. ImageJ saves an image
 * of one pixel a slice, and its header is changed to the true size: so calibration,
 * colour tables, overlay and the rest are where ImageJ looks for them. Whether it says of
 * the pixels what they will be is checked before any of them is written. Stacks of up to
 * 4 GB have a directory for each slice, larger ones have one for all, as ImageJ's own.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
 */
public final class TiffHeader {

	private static final int WIDTH = 256;
	private static final int HEIGHT = 257;
	private static final int STRIP_OFFSETS = 273;
	private static final int ROWS_PER_STRIP = 278;
	private static final int STRIP_BYTES = 279;
	/** ImageJ's own, in the first directory only. */
	private static final int META_DATA_COUNTS = 50838;
	private static final int META_DATA = 50839;
	private static final int ENTRY_BYTES = 12;
	/** By this label of the first of three slices ImageJ would take them for one picture of 48 bits a pixel. */
	private static final String DEEP_COLOUR = "Red";
	/** Of the same length, with a letter that has no meaning. */
	private static final String PLACEHOLDER = "\uE000ed";
	/** Offsets in TIFF files have 32 bits. */
	private static final long LIMIT = 1L << 32;

	private final byte[] bytes;
	private final ByteBuffer buffer;
	private final int pixelBytes;
	private final int slices;
	private final long sliceBytes;

	/**
	 * @param onePixel an image of one pixel a slice
	 * @param width of the true slices
	 * @param height of the true slices
	 * @param file that it is for: ImageJ writes the header beside it
	 * @throws DenoiserException if a slice is too large for a TIFF file
	 */
	public TiffHeader(final ImagePlus onePixel, final int width, final int height, final Path file) throws IOException {
		pixelBytes = onePixel.getBitDepth() / 8;
		slices = onePixel.getStackSize();
		sliceBytes = (long) width * height * pixelBytes;
		if (sliceBytes >= LIMIT || (long) width * height > Integer.MAX_VALUE) {
			throw new DenoiserException("A slice of " + width + " x " + height + " pixels with " + 8 * pixelBytes +
				" bits does not fit into a TIFF file that ImageJ can open. Choose output_type=same, or cut the image into parts.");
		}
		final byte[] all = encode(onePixel, file);
		final ByteOrder order = all[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
		final int first = ByteBuffer.wrap(all).order(order).getInt(4);
		final int pixels = value(ByteBuffer.wrap(all).order(order), first, STRIP_OFFSETS);
		bytes = Arrays.copyOf(all, pixels);
		buffer = ByteBuffer.wrap(bytes).order(order);
		rename(bytes, PLACEHOLDER, DEEP_COLOUR, order);
		set(buffer, first, WIDTH, width);
		set(buffer, first, HEIGHT, height);
		set(buffer, first, ROWS_PER_STRIP, height);
		set(buffer, first, STRIP_BYTES, (int) sliceBytes);
		buffer.putInt(first + 2 + entries(buffer, first) * ENTRY_BYTES, hasDirectories() ? (int) end() : 0);
	}

	/** @throws IllegalStateException if the file is not laid out as the pixels that are to come */
	private static byte[] encode(final ImagePlus onePixel, final Path file) throws IOException {
		final ImageStack stack = onePixel.getStack();
		final boolean isDeepColour = DEEP_COLOUR.equals(stack.getSliceLabel(1));
		if (isDeepColour) stack.setSliceLabel(PLACEHOLDER, 1);
		try (ScratchFile scratch = ScratchFile.beside(file, "tif")) {
			final FileSaver saver = new FileSaver(onePixel);
			final String path = scratch.path().toString();
			final boolean said = stack.size() > 1 ? saver.saveAsTiffStack(path) : saver.saveAsTiff(path);
			final TiffFile written = said ? wholeFile(scratch.path()) : null;
			if (written == null) throw scratch.problem("ImageJ could not write the whole header beside it");
			if (!written.isPlain() || written.type() != type(onePixel) || written.size() != stack.size()) {
				throw new IllegalStateException("ImageJ has written a TIFF header of another kind than " + onePixel);
			}
			return Files.readAllBytes(scratch.path());
		}
		finally {
			if (isDeepColour) stack.setSliceLabel(DEEP_COLOUR, 1);
		}
	}

	/** @return null if it is cut short */
	private static TiffFile wholeFile(final Path file) {
		try {
			return TiffFile.read(file, new CancelToken());
		}
		catch (final DenoiserException e) {
			return null;
		}
	}

	private static PixelType type(final ImagePlus image) {
		switch (image.getBitDepth()) {
			case 8:
				return PixelType.BYTE;
			case 16:
				return PixelType.SHORT;
			case 24:
				return PixelType.RGB;
			default:
				return PixelType.FLOAT;
		}
	}

	/** Changes a slice label, which ImageJ writes with two bytes a letter, into another one of the same length. */
	private static void rename(final byte[] header, final String from, final String to, final ByteOrder order) {
		final Charset charset = order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
		final byte[] old = from.getBytes(charset);
		for (int at = 0; at + old.length <= header.length; at++) {
			if (!Arrays.equals(header, at, at + old.length, old, 0, old.length)) continue;
			System.arraycopy(to.getBytes(charset), 0, header, at, old.length);
			return;
		}
	}

	public ByteOrder order() {
		return buffer.order();
	}

	/** What the file begins with. */
	public ByteBuffer start() {
		return ByteBuffer.wrap(bytes);
	}

	int pixelBytes() {
		return pixelBytes;
	}

	/** Where the pixels of a slice begin, counted from 0; those of the next follow at once. */
	public long offset(final int slice) {
		return bytes.length + slice * sliceBytes;
	}

	/** Where the pixels of the last slice end. */
	public long end() {
		return offset(slices);
	}

	private boolean hasDirectories() {
		return slices > 1 && end() + (long) slices * bytes.length < LIMIT;
	}

	/** What the file ends with: the directories of all slices but the first. */
	public ByteBuffer directories() {
		if (!hasDirectories()) return ByteBuffer.allocate(0);
		final int first = buffer.getInt(4);
		final int count = entries(buffer, first);
		final ByteBuffer kept = ByteBuffer.allocate(count * ENTRY_BYTES).order(order());
		for (int i = 0; i < count; i++) {
			final int entry = first + 2 + i * ENTRY_BYTES;
			final int tag = buffer.getShort(entry) & 0xffff;
			if (tag != META_DATA_COUNTS && tag != META_DATA) kept.put(bytes, entry, ENTRY_BYTES);
		}
		final int length = 2 + kept.position() + 4;
		final ByteBuffer directories = ByteBuffer.allocate((slices - 1) * length).order(order());
		for (int slice = 1; slice < slices; slice++) {
			final int start = directories.position();
			directories.putShort((short) (kept.position() / ENTRY_BYTES));
			directories.put(kept.array(), 0, kept.position());
			directories.putInt(slice + 1 < slices ? (int) (end() + (long) slice * length) : 0);
			set(directories, start, STRIP_OFFSETS, (int) offset(slice));
		}
		directories.flip();
		return directories;
	}

	private static int entries(final ByteBuffer file, final int directory) {
		return file.getShort(directory) & 0xffff;
	}

	private static int value(final ByteBuffer file, final int directory, final int tag) {
		return file.getInt(entry(file, directory, tag) + 8);
	}

	private static void set(final ByteBuffer file, final int directory, final int tag, final int value) {
		file.putInt(entry(file, directory, tag) + 8, value);
	}

	/** ImageJ writes all the entries that are asked for here with one value of 32 bits. */
	private static int entry(final ByteBuffer file, final int directory, final int tag) {
		for (int i = 0; i < entries(file, directory); i++) {
			final int entry = directory + 2 + i * ENTRY_BYTES;
			if ((file.getShort(entry) & 0xffff) == tag && file.getShort(entry + 2) == 4 && file.getInt(entry + 4) == 1)
				return entry;
		}
		throw new IllegalStateException("ImageJ has written a TIFF header without the entry " + tag);
	}
}
