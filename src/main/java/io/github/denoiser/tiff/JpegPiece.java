// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import io.github.denoiser.core.DenoiserException;

/**
 * Strips and tiles that are JPEG pictures (compression 7, TIFF technical note 2). Their
 * tables may stand in the directory, once for all.
 */
final class JpegPiece {

	/** Of tables, and of noise that JPEG makes larger. */
	private static final int ROOM = 1 << 16;
	private static final int MARKER = 2;
	/** Side of the largest block, with colours of half the size. */
	private static final int BLOCK = 16;
	private static final int YCBCR = 3;

	private JpegPiece() {
		// static methods only
	}

	/**
	 * @return the samples of a strip or tile, in the order of the page; red, green and blue
	 *         if it holds brightness and chroma
	 * @throws DenoiserException if it is of a kind of JPEG that Java does not read
	 */
	static byte[] read(final Path file, final InputStream in, final Page page, final int chunk) throws IOException {
		final int size = Math.toIntExact(page.chunkBytes(chunk));
		final byte[] picture = in.readNBytes((int) Math.min(Integer.MAX_VALUE - ROOM, 2L * size + ROOM));
		final int bands = page.samplesTogether();
		final int width = page.chunkWidth();
		final int rows = page.rows(chunk);
		final Raster raster = decode(file, withTables(page.jpegTables(), picture), page, rows);
		if (raster.getNumBands() != bands)
			throw new IOException("a JPEG picture of " + raster.getNumBands() + " channels in place of " + bands);
		final byte[] samples = new byte[size];
		final int[] row = new int[width * bands];
		for (int y = 0; y < rows; y++) {
			raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
			if (page.photometric() == Page.YCBCR) toRgb(row);
			for (int i = 0; i < row.length; i++) {
				samples[y * row.length + i] = (byte) row[i];
			}
		}
		return samples;
	}

	private static byte[] withTables(final byte[] tables, final byte[] picture) throws IOException {
		if (picture.length < 2 * MARKER) throw new EOFException();
		if (tables.length < 2 * MARKER) return picture;
		// Without the end of the tables and the start of the picture.
		final ByteArrayOutputStream both = new ByteArrayOutputStream(tables.length + picture.length);
		both.write(tables, 0, tables.length - MARKER);
		both.write(picture, MARKER, picture.length - MARKER);
		return both.toByteArray();
	}

	/** @param rows that the picture must have at least */
	private static Raster decode(final Path file, final byte[] picture, final Page page, final int rows)
		throws IOException
	{
		final Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
		while (readers.hasNext()) {
			final ImageReader reader = readers.next();
			if (!reader.canReadRaster()) continue;
			try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
				final boolean[] cutOff = new boolean[1];
				reader.addIIOReadWarningListener(
					(source, warning) -> cutOff[0] |= warning.contains("EOI") || warning.contains("premature"));
				reader.setInput(in, true, true);
				requireSize(reader.getWidth(0), reader.getHeight(0), page, rows);
				final Raster raster = reader.readRaster(0, null);
				if (cutOff[0]) throw new EOFException();
				return raster;
			}
			catch (final IIOException e) {
				if (!String.valueOf(e.getMessage()).contains("Unsupported")) throw e;
				throw Problems.unsupported(file,
					"a TIFF file with a kind of JPEG compression that Java does not know (" + e.getMessage() + ")");
			}
			catch (final IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException |
				NegativeArraySizeException e)
			{
				throw new IOException("JPEG: " + e.getMessage(), e);
			}
			finally {
				reader.dispose();
			}
		}
		throw Problems.unsupported(file, "a TIFF file with JPEG compression, for which Java has no reader");
	}

	/** Before memory is taken for it. Some writers fill the last blocks. */
	private static void requireSize(final int width, final int height, final Page page, final int rows)
		throws IOException
	{
		final boolean fits = width >= page.chunkWidth() && width <= page.chunkWidth() + BLOCK && height >= rows &&
			height <= page.chunkHeight() + BLOCK;
		if (!fits) throw new IOException(
			"a JPEG picture of " + width + " x " + height + " in place of " + page.chunkWidth() + " x " + rows);
	}

	/** JFIF's, with the full range of 8 bits (ITU-T T.871). */
	private static void toRgb(final int[] row) {
		for (int i = 0; i + 2 < row.length; i += YCBCR) {
			final double y = row[i];
			final double blue = row[i + 1] - 128;
			final double red = row[i + 2] - 128;
			row[i] = round(y + 1.402 * red);
			row[i + 1] = round(y - 0.344136286 * blue - 0.714136286 * red);
			row[i + 2] = round(y + 1.772 * blue);
		}
	}

	private static int round(final double value) {
		return (int) Math.max(0, Math.min(255, Math.round(value)));
	}
}
