// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.denoiser.core.DenoiserException;

/**
 * Looks whether what a BMP file claims is in it (Windows' BITMAPINFOHEADER). ImageJ reads
 * as many colours as it names, byte by byte, and takes memory for all pixels.
 */
final class BmpCheck {

	private static final int HEADER = 54;
	private static final int MOST_COLOURS = 256;

	private BmpCheck() {
		// static methods only
	}

	/** @throws DenoiserException if the file does not hold the colours and pixels that it claims */
	static void check(final Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			final byte[] start = in.readNBytes(HEADER);
			if (start.length < HEADER) throw new EOFException();
			final ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
			final long pixels = Integer.toUnsignedLong(header.getInt(10));
			final long width = header.getInt(18);
			final long height = Math.abs((long) header.getInt(22));
			final int bits = Short.toUnsignedInt(header.getShort(28));
			final boolean isCompressed = header.getInt(30) == 1 || header.getInt(30) == 2;
			final long colours = Integer.toUnsignedLong(header.getInt(46));
			if (width <= 0 || height == 0) throw damaged(file, "it is " + width + " x " + height + " pixels large", null);
			if (colours > MOST_COLOURS) throw damaged(file, "it claims " + colours + " colours", null);
			final double rowBytes = Math.ceil((double) width * bits / 32) * 4;
			if (!isCompressed && pixels + rowBytes * height > Files.size(file)) throw new EOFException();
		}
		catch (final EOFException e) {
			throw damaged(file, "it ends too soon", e);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() + ". Check the file.", e);
		}
	}

	private static DenoiserException damaged(final Path file, final String why, final Exception cause) {
		return new DenoiserException("\"" + file.getFileName() + "\" is damaged (" + why + "). Copy it again.", cause);
	}
}
