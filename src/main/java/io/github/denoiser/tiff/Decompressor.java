// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.tukaani.xz.XZInputStream;

import io.github.denoiser.core.DenoiserException;

/**
 * Decompresses strips and tiles. Nothing is believed of how long something is: what
 * comes out is as much as the strip has pixels, and no more is read than that takes.
 */
final class Decompressor {

	/** What decompressing may take beside the pixels; LZMA's best preset takes 65 MB. */
	private static final int MAX_DICTIONARY_KIB = 128 << 10;

	private Decompressor() {
		// static methods only
	}

	/**
	 * @param chunk a strip or tile of a page whose pixels are compressed
	 * @return its bytes, with predictors undone
	 * @throws DenoiserException if it is damaged or cut off
	 */
	static byte[] read(final TiffBytes bytes, final Page page, final int chunk, final long shift) {
		final int size = Math.toIntExact(page.chunkBytes(chunk));
		try (InputStream in = bytes.stream(page.offset(chunk) + shift, page.length(chunk))) {
			if (page.compression() == Compression.JPEG) return JpegPiece.read(bytes.file(), in, page, chunk);
			final byte[] pixels = decompress(in, page.compression(), size);
			Predictor.undo(pixels, page);
			return pixels;
		}
		catch (final EOFException e) {
			throw Problems.damaged(bytes.file(), "compressed pixels are cut off", e);
		}
		catch (final IOException e) {
			throw Problems.damaged(bytes.file(), "compressed pixels: " + e.getMessage(), e);
		}
		catch (final UnsatisfiedLinkError | NoClassDefFoundError e) {
			throw Problems.unsupported(bytes.file(),
				"a TIFF file with Zstandard compression, for which this computer lacks a library");
		}
	}

	private static byte[] decompress(final InputStream in, final Compression compression, final int size)
		throws IOException
	{
		switch (compression) {
			case LZW:
				return Lzw.read(in, size);
			case PACK_BITS:
				return PackBits.read(in, size);
			case DEFLATE:
				return all(new InflaterInputStream(in), size);
			case ZSTD:
				return all(new ZstdInputStreamNoFinalizer(in), size);
			case LZMA:
				return all(new XZInputStream(in, MAX_DICTIONARY_KIB), size);
			default:
				throw new IllegalArgumentException(compression + " is not decompressed here.");
		}
	}

	private static byte[] all(final InputStream in, final int size) throws IOException {
		try (InputStream decompressed = in) {
			final byte[] pixels = decompressed.readNBytes(size);
			if (pixels.length < size) throw new EOFException();
			return pixels;
		}
	}
}
