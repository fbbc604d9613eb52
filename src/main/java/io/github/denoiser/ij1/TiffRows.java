package io.github.denoiser.ij1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

import ij.io.FileInfo;

/**
 * Parts of a slice of an uncompressed TIFF file, read from where they stand in the
 * file. The rows of a slice may be in strips that do not follow each other. Thread-safe.
 */
final class TiffRows {

	private final FileChannel channel;
	private final FileInfo slice;
	private final int pixelBytes;

	/** @param slice one that {@link #canRead} accepts */
	TiffRows(final FileChannel channel, final FileInfo slice) {
		this.channel = channel;
		this.slice = slice;
		pixelBytes = slice.getBytesPerPixel();
	}

	/** @return whether the rows stand in the file as they are */
	static boolean canRead(final FileInfo slice) {
		return slice.compression <= FileInfo.COMPRESSION_NONE && (!hasStrips(slice) || slice.rowsPerStrip > 0 &&
			(long) slice.rowsPerStrip * slice.stripOffsets.length >= slice.height);
	}

	private static boolean hasStrips(final FileInfo slice) {
		return slice.stripOffsets != null && slice.stripOffsets.length > 1;
	}

	/**
	 * @return the bytes of the pixels, row by row, in the file's byte order
	 * @throws IOException if the file ends before
	 */
	ByteBuffer read(final long x, final long y, final int width, final int height) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(width, height), pixelBytes));
		bytes.order(slice.intelByteOrder ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		for (int row = 0; row < height; row++) {
			bytes.limit((row + 1) * width * pixelBytes);
			long position = start(y + row) + x * pixelBytes;
			while (bytes.hasRemaining()) {
				final int count = channel.read(bytes, position);
				if (count < 0) throw new EOFException("the file has become shorter");
				position += count;
			}
		}
		bytes.flip();
		return bytes;
	}

	private long start(final long row) {
		final long rowBytes = (long) slice.width * pixelBytes;
		if (!hasStrips(slice)) return slice.getOffset() + row * rowBytes;
		final int strip = (int) (row / slice.rowsPerStrip);
		return Integer.toUnsignedLong(slice.stripOffsets[strip]) + row % slice.rowsPerStrip * rowBytes;
	}
}
