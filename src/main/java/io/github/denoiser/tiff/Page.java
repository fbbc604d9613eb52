// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.denoiser.core.DenoiserException;

/**
 * Size, type and layout of the picture that one directory describes: which samples a
 * pixel has, and where its strips or tiles stand. Immutable.
 */
final class Page {

	static final int MIN_IS_WHITE = 0;
	static final int RGB = 2;
	static final int PALETTE = 3;
	static final int MASK = 4;
	static final int YCBCR = 6;
	private static final int PLANAR = 2;
	private static final int BYTE = 8;
	private static final int COLOURS = 3;
	/** The tag has 16 bits. */
	private static final int MOST_JPEG_SAMPLES = 4;
	private static final int MOST_SAMPLES = 0xffff;
	private static final int REDUCED = 1;
	private static final int MASK_FLAG = 4;

	private final Path file;
	private final ByteOrder order;
	private final int width;
	private final int height;
	private final int samples;
	private final int bits;
	private final SampleFormat format;
	private final Compression compression;
	private final int predictor;
	private final int photometric;
	private final boolean isPlanar;
	private final boolean isExtra;
	private final int orientation;
	private final PixelType type;
	/** The samples that are channels: others are transparency. */
	private final int[] channels;
	private final int chunkWidth;
	private final int chunkHeight;
	private final boolean isTiled;
	private final long[] offsets;
	private final long[] lengths;
	private final byte[] jpegTables;

	/** @throws DenoiserException if it is of a kind that is not read, or makes no sense */
	Page(final TiffBytes bytes, final Directory directory) throws IOException {
		file = bytes.file();
		order = bytes.order();
		width = size(directory.number(Tag.WIDTH, 0), "wide");
		height = size(directory.number(Tag.HEIGHT, 0), "high");
		if ((long) width * height >= Integer.MAX_VALUE) throw Problems.unsupported(file,
			"a TIFF file of " + width + " x " + height + " pixels, more than ImageJ can hold in a slice");
		samples = size(directory.number(Tag.SAMPLES, 1), "samples a pixel");
		if (samples > MOST_SAMPLES) throw Problems.damaged(file, "it claims " + samples + " samples a pixel");
		bits = (int) same(directory.numbers(Tag.BITS), 1, "channels of different bits");
		format = SampleFormat.of(same(directory.numbers(Tag.SAMPLE_FORMAT), 1, "channels of different kinds of numbers"));
		if (format == null) throw Problems.unsupported(file, "a TIFF file of complex numbers");
		requireBits();
		final long number = directory.number(Tag.COMPRESSION, 1);
		compression = Compression.of(number);
		if (compression == null) throw Problems.unsupported(file, "a TIFF file with " + Compression.name(number));
		predictor = compression.hasPredictor() ? (int) directory.number(Tag.PREDICTOR, 1) : 1;
		requirePredictor();
		photometric = (int) directory.number(Tag.PHOTOMETRIC, samples >= COLOURS ? RGB : 1);
		requirePhotometric();
		isPlanar = samples > 1 && directory.number(Tag.PLANAR, 1) == PLANAR;
		if (compression == Compression.JPEG && !isPlanar && samples > MOST_JPEG_SAMPLES)
			throw Problems.damaged(file, "it claims " + samples + " samples a pixel, and a JPEG picture has four at most");
		if (compression == Compression.JPEG && (bits != BYTE || isPlanar && photometric == YCBCR))
			throw Problems.unsupported(file, "a TIFF file with JPEG compression of " + bits + " bits, or in separate planes");
		if (directory.number(Tag.FILL_ORDER, 1) == 2)
			throw Problems.unsupported(file, "a TIFF file whose bits are in reverse order");
		final long flags = directory.number(Tag.SUBFILE_TYPE, 0);
		isExtra = (flags & (REDUCED | MASK_FLAG)) != 0 || photometric == MASK;
		orientation = (int) directory.number(Tag.ORIENTATION, 1);
		channels = channels(directory.numbers(Tag.EXTRA_SAMPLES));
		type = pixelType();
		isTiled = directory.has(Tag.TILE_WIDTH);
		chunkWidth = isTiled ? size(directory.number(Tag.TILE_WIDTH, 0), "wide tiles") : width;
		chunkHeight = isTiled ? size(directory.number(Tag.TILE_HEIGHT, 0), "high tiles")
			: (int) Math.max(1, Math.min(height, directory.number(Tag.ROWS_PER_STRIP, height)));
		if (chunkBytes(0) > Integer.MAX_VALUE - BYTE && compression != Compression.NONE)
			throw Problems.unsupported(file, "a TIFF file of more than 2 GB in one compressed piece");
		offsets = offsets(directory.numbers(isTiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS));
		lengths = lengths(directory.numbers(isTiled ? Tag.TILE_LENGTHS : Tag.STRIP_LENGTHS), bytes.length());
		jpegTables = compression == Compression.JPEG ? directory.content(Tag.JPEG_TABLES).array() : new byte[0];
	}

	private int size(final long number, final String what) {
		if (number > 0 && number < Integer.MAX_VALUE) return (int) number;
		throw Problems.damaged(file, "it claims to be " + number + " " + what);
	}

	private long same(final long[] numbers, final long ifMissing, final String problem) {
		for (int i = 1; i < Math.min(samples, numbers.length); i++) {
			if (numbers[i] != numbers[0]) throw Problems.unsupported(file, "a TIFF file with " + problem);
		}
		return numbers.length == 0 ? ifMissing : numbers[0];
	}

	private void requireBits() {
		final boolean isFloat = bits == 16 || bits == 24 || bits == 32 || bits == 64;
		if (format == SampleFormat.FLOAT ? isFloat : bits >= 1 && bits <= 32 || bits == 64) return;
		throw Problems.unsupported(file,
			"a TIFF file of " + bits + "-bit " + (format == SampleFormat.FLOAT ? "floating-point" : "whole") + " numbers");
	}

	private void requirePredictor() {
		final boolean whole = bits == 8 || bits == 16 || bits == 32 || bits == 64;
		if (predictor == 1 || predictor == 2 && whole || predictor == 3 && format == SampleFormat.FLOAT) return;
		throw Problems.unsupported(file, "a TIFF file with predictor " + predictor + " on numbers of " + bits + " bits");
	}

	private void requirePhotometric() {
		final boolean isColour = photometric == RGB || photometric == YCBCR;
		if (isColour && samples < COLOURS) throw Problems.damaged(file, "its colours have " + samples + " channels");
		if (photometric == PALETTE && (samples > 1 || bits > BYTE))
			throw Problems.unsupported(file, "a TIFF file with a colour table of more than 256 colours");
		if (photometric == YCBCR && compression == Compression.JPEG && samples == COLOURS ||
			photometric >= 0 && photometric <= MASK)
		{
			return;
		}
		throw Problems.unsupported(file, "a TIFF file with " + colours());
	}

	private String colours() {
		switch (photometric) {
			case 5:
				return "colours for printing (CMYK)";
			case YCBCR:
				return "colours as brightness and chroma (YCbCr)";
			case 8:
			case 9:
			case 10:
				return "colours as CIE L*a*b*";
			case 32803:
			case 34892:
				return "the raw pixels of a camera";
			default:
				return "the unknown colours " + photometric;
		}
	}

	/** All but transparency; also of RGB with one more sample of no name, as most readers take it. */
	private int[] channels(final long[] extras) {
		final int colours = Math.min(samples, photometric == RGB || photometric == YCBCR ? COLOURS : 1);
		final List<Integer> kept = new ArrayList<>();
		for (int i = 0; i < samples; i++) {
			final int extra = i - (samples - extras.length);
			final boolean named = extra >= 0 && i >= colours && (extras[extra] == 1 || extras[extra] == 2);
			final boolean fourth = i == COLOURS && colours == COLOURS && samples == COLOURS + 1;
			if (!named && !fourth) kept.add(i);
		}
		return kept.stream().mapToInt(Integer::intValue).toArray();
	}

	private PixelType pixelType() {
		final boolean isColour = photometric == RGB || photometric == YCBCR;
		if (isColour && format == SampleFormat.UNSIGNED && bits == BYTE && channels.length == COLOURS) return PixelType.RGB;
		if (format == SampleFormat.UNSIGNED && bits <= BYTE) return PixelType.BYTE;
		if (format == SampleFormat.UNSIGNED && bits <= 16) return PixelType.SHORT;
		return format == SampleFormat.SIGNED && bits == 16 ? PixelType.SIGNED_SHORT : PixelType.FLOAT;
	}

	private long[] offsets(final long[] numbers) {
		final long needed = (long) chunksAcross() * chunksDown() * (isPlanar ? samples : 1);
		if (numbers.length < needed) throw Problems.damaged(file,
			"it names " + numbers.length + " of its " + needed + (isTiled ? " tiles" : " strips"));
		return numbers;
	}

	/** Of uncompressed pixels the lengths follow from the size, and what is noted may be wrong. */
	private long[] lengths(final long[] numbers, final long fileLength) {
		if (compression != Compression.NONE && numbers.length < offsets.length && offsets.length > 1)
			throw Problems.damaged(file,
				"it names the lengths of " + numbers.length + " of its " + offsets.length + (isTiled ? " tiles" : " strips"));
		final long[] all = new long[offsets.length];
		for (int i = 0; i < all.length; i++) {
			all[i] = compression == Compression.NONE ? chunkBytes(i) : numbers.length == 0 ? fileLength : numbers[i];
		}
		return all;
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	int samples() {
		return samples;
	}

	int bits() {
		return bits;
	}

	SampleFormat format() {
		return format;
	}

	Compression compression() {
		return compression;
	}

	int predictor() {
		return predictor;
	}

	int photometric() {
		return photometric;
	}

	ByteOrder order() {
		return order;
	}

	PixelType type() {
		return type;
	}

	byte[] jpegTables() {
		return jpegTables;
	}

	/** @return how many slices its pixels make: one for each channel, but one for RGB */
	int slices() {
		return type == PixelType.RGB ? 1 : channels.length;
	}

	/** @return the sample that is the n-th channel, counted from 0 */
	int sample(final int channel) {
		return channels[channel];
	}

	boolean hasTransparency() {
		return channels.length < samples;
	}

	/** Whether it is a smaller copy or a mask of another page. */
	boolean isExtra() {
		return isExtra;
	}

	/** @return 1 if the first row is the top, see TIFF 6.0 for others */
	int orientation() {
		return orientation;
	}

	/** @return whether both could be slices of one image */
	boolean isLike(final Page other) {
		return width == other.width && height == other.height && type == other.type &&
			channels.length == other.channels.length && isExtra == other.isExtra;
	}

	boolean isPlanar() {
		return isPlanar;
	}

	/** @return samples of a pixel that stand side by side */
	int samplesTogether() {
		return isPlanar ? 1 : samples;
	}

	int chunkWidth() {
		return chunkWidth;
	}

	int chunkHeight() {
		return chunkHeight;
	}

	int chunksAcross() {
		return (int) (((long) width + chunkWidth - 1) / chunkWidth);
	}

	int chunksDown() {
		return (int) (((long) height + chunkHeight - 1) / chunkHeight);
	}

	/** @return the strip or tile of a sample, counted from 0 */
	int chunk(final int column, final int row, final int sample) {
		return (isPlanar ? sample * chunksDown() * chunksAcross() : 0) + row * chunksAcross() + column;
	}

	/** @return rows of pixels in a strip or tile: the last strip may be shorter */
	int rows(final int chunk) {
		final int row = chunk / chunksAcross() % chunksDown();
		return isTiled ? chunkHeight : Math.min(chunkHeight, height - row * chunkHeight);
	}

	/** @return bytes of a row of a strip or tile, which begins with a whole byte */
	long rowBytes() {
		return ((long) chunkWidth * samplesTogether() * bits + BYTE - 1) / BYTE;
	}

	/** @return bytes of a strip or tile when it is decompressed */
	long chunkBytes(final int chunk) {
		return rowBytes() * rows(chunk);
	}

	/** @return bytes of all strips or tiles when they are decompressed; also of sizes that only a hostile file has */
	double bytes() {
		final double rows = isTiled ? (double) chunkHeight * chunksAcross() * chunksDown() : height;
		return rowBytes() * rows * (isPlanar ? samples : 1);
	}

	/** @return where a strip or tile begins in the file */
	long offset(final int chunk) {
		return offsets[chunk];
	}

	/** @return how many bytes a strip or tile takes in the file */
	long length(final int chunk) {
		return lengths[chunk];
	}

	/** @return whether all strips or tiles are within the file */
	boolean isWhole(final TiffBytes bytes) {
		for (int i = 0; i < chunksAcross() * chunksDown() * (isPlanar ? samples : 1); i++) {
			if (!bytes.holds(offsets[i], lengths[i])) return false;
		}
		return true;
	}

	/** @return bytes of the whole page, if it is uncompressed and its strips follow each other; otherwise 0 */
	long runBytes() {
		if (compression != Compression.NONE || isTiled) return 0;
		long end = offsets[0];
		for (int i = 0; i < offsets.length; i++) {
			if (offsets[i] != end) return 0;
			end += lengths[i];
		}
		return end - offsets[0];
	}
}
