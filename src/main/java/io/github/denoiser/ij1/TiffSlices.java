package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.process.ImageProcessor;

import io.github.denoiser.config.DenoiserException;

/**
 * The slices of a TIFF file, known from its headers, and read from disk one at a
 * time: the file may be larger than memory.
 */
final class TiffSlices implements SliceSource {

	private final Path file;
	/** As ImageJ decodes them: one for each slice, or one for all. */
	private final FileInfo[] headers;
	private final FileInfo[] slices;

	private TiffSlices(final Path file, final FileInfo[] headers, final FileInfo[] slices) {
		this.file = file;
		this.headers = headers;
		this.slices = slices;
	}

	/**
	 * @return null if the file is no TIFF, or one of the rarer kinds, which are better
	 *         opened as a whole
	 * @throws DenoiserException if the file is damaged, or ends before its last slice does
	 */
	static TiffSlices of(final Path file) {
		final FileInfo[] infos;
		TiffCheck.check(file);
		try {
			if (new Opener().getFileType(file.toString()) != Opener.TIFF) return null;
			infos = Opener.getTiffFileInfo(file.toString());
		}
		catch (final RuntimeException e) {
			// ImageJ's readers throw all kinds of exceptions at broken files.
			return null;
		}
		if (infos == null || infos.length == 0) return null;
		for (final FileInfo info : infos) {
			if (!isPlain(info) || !isAlike(info, infos[0])) return null;
		}
		final TiffSlices tiff = new TiffSlices(file, infos, infos.length == 1 ? contiguous(file, infos[0]) : infos);
		tiff.checkLength();
		return tiff;
	}

	private static boolean isPlain(final FileInfo info) {
		final int type = info.fileType;
		final boolean known = type == FileInfo.GRAY8 || type == FileInfo.COLOR8 || type == FileInfo.GRAY16_UNSIGNED ||
			type == FileInfo.GRAY32_FLOAT || type == FileInfo.RGB;
		final boolean empty = info.stripOffsets != null && info.stripOffsets.length == 0 || info.stripLengths != null &&
			info.stripLengths.length == 0;
		return known && !empty && info.width > 0 && info.height > 0 && (long) info.width * info.height < Integer.MAX_VALUE && info.samplesPerPixel == (type == FileInfo.RGB ? 3 : 1) &&
			!isUpsideDown(info.stripOffsets);
	}

	private static boolean isUpsideDown(final int[] strips) {
		return strips != null && strips.length > 1 && Integer.compareUnsigned(strips[strips.length - 1], strips[0]) < 0;
	}

	private static boolean isAlike(final FileInfo info, final FileInfo first) {
		return info.width == first.width && info.height == first.height && info.fileType == first.fileType;
	}

	/** ImageJ's own stacks have one header for slices that follow each other. */
	private static FileInfo[] contiguous(final Path file, final FileInfo first) {
		final long step = bytes(first) + first.getGap();
		final int count = Math.max(1, first.nImages);
		// Before memory is taken for as many slices as the header claims.
		final double end = first.getOffset() + (count - 1.0) * step + (first.compression > FileInfo.COMPRESSION_NONE ? 0
			: bytes(first));
		final long length = length(file);
		if (end > length) throw cutShort(file, Math.max(0, (length - first.getOffset() + first.getGap()) / step), count);
		final FileInfo[] slices = new FileInfo[count];
		for (int i = 0; i < count; i++) {
			slices[i] = (FileInfo) first.clone();
			slices[i].longOffset = first.getOffset() + i * step;
			slices[i].nImages = 1;
		}
		return slices;
	}

	private static long bytes(final FileInfo info) {
		return (long) info.width * info.height * info.getBytesPerPixel();
	}

	private static long length(final Path file) {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() + ". Check the file.", e);
		}
	}

	private static DenoiserException cutShort(final Path file, final long whole, final int count) {
		return new DenoiserException("\"" + file.getFileName() + "\" is cut short: " + whole + " of its " + count +
			" slices are whole. Copy it again.");
	}

	/** ImageJ takes pixels that are missing for black. */
	private void checkLength() {
		final long length = length(file);
		int whole = 0;
		while (whole < slices.length && end(slices[whole]) <= length) {
			whole++;
		}
		if (whole < slices.length) throw cutShort(file, whole, slices.length);
	}

	private static long end(final FileInfo info) {
		final boolean compressed = info.compression > FileInfo.COMPRESSION_NONE;
		if (info.stripOffsets == null || info.stripLengths == null || info.stripOffsets.length == 1 && !compressed) {
			return info.getOffset() + (compressed ? 1 : bytes(info));
		}
		long end = 0;
		for (int i = 0; i < Math.min(info.stripOffsets.length, info.stripLengths.length); i++) {
			end = Math.max(end, Integer.toUnsignedLong(info.stripOffsets[i]) + Integer.toUnsignedLong(info.stripLengths[i]));
		}
		return end;
	}

	Path file() {
		return file;
	}

	/** As ImageJ decodes them: one for each slice, or one for all; not to be changed. */
	FileInfo[] headers() {
		return headers;
	}

	/** Where and how a slice is stored, counted from 0; not to be changed. */
	FileInfo slice(final int slice) {
		return slices[slice];
	}

	@Override
	public String name() {
		return file.getFileName().toString();
	}

	@Override
	public int size() {
		return slices.length;
	}

	@Override
	public int width() {
		return slices[0].width;
	}

	@Override
	public int height() {
		return slices[0].height;
	}

	@Override
	public int channels() {
		return slices[0].fileType == FileInfo.RGB ? 3 : 1;
	}

	/** As ImageJ notes it in the files that it writes. */
	@Override
	public int channelCount() {
		if (channels() > 1) return channels();
		final Properties description = new FileOpener(headers[0]).decodeDescriptionString(headers[0]);
		if (description == null) return 1;
		final int count = number(description, "channels");
		return (long) count * number(description, "slices") * number(description, "frames") == size() ? count : 1;
	}

	private static int number(final Properties description, final String name) {
		final String text = description.getProperty(name, "1");
		return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 1;
	}

	@Override
	public ImageProcessor read(final int slice) {
		ImageProcessor processor = null;
		// ImageJ would report a missing file in a window of its own.
		if (Files.isReadable(file)) {
			TiffCheck.checkPixels(file, slices[slice]);
			processor = new FileOpener((FileInfo) slices[slice].clone()).openProcessor();
		}
		if (processor == null) {
			throw new DenoiserException("Slice " + (slice + 1) + " of \"" + file + "\" cannot be read any more. Check the file.");
		}
		return processor;
	}
}
