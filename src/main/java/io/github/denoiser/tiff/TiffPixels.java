// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;

/**
 * The pixels of a TIFF file. Of uncompressed ones no more is read than is asked for; of
 * compressed ones the strips or tiles that it touches, and the last of these are kept.
 * Thread-safe.
 */
public final class TiffPixels implements Closeable {

	/** A share of the Java heap that decompressed strips and tiles may take, and its bounds in bytes. */
	private static final int HEAP_DIVISOR = 16;
	private static final long LEAST_CACHE = 8 << 20;
	private static final long LARGEST_CACHE = 64 << 20;

	/** Of rows of pixels, in bytes. */
	private static final int READ_AHEAD = 1 << 20;

	private final TiffFile file;
	private final CancelToken cancel;
	private final TiffBytes bytes;
	private final long maxCache = Math.max(LEAST_CACHE,
		Math.min(LARGEST_CACHE, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
	private final Map<Place, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true);
	private long cached;

	/** A strip or tile of the file, known by where it stands. */
	private static final class Place {

		private final Page page;
		private final long shift;
		private final int chunk;

		Place(final Page page, final long shift, final int chunk) {
			this.page = page;
			this.shift = shift;
			this.chunk = chunk;
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Place && ((Place) other).page == page && ((Place) other).shift == shift &&
				((Place) other).chunk == chunk;
		}

		@Override
		public int hashCode() {
			return 31 * (31 * System.identityHashCode(page) + Long.hashCode(shift)) + chunk;
		}
	}

	/**
	 * @param cancel is seen before every strip or tile
	 * @throws DenoiserException if the file is gone, or has changed
	 */
	public TiffPixels(final TiffFile file, final CancelToken cancel) {
		this.file = file;
		this.cancel = cancel;
		try {
			bytes = new TiffBytes(file.path());
		}
		catch (final IOException e) {
			throw Problems.unreadable(file.path(), e);
		}
		if (bytes.length() == file.length()) return;
		close();
		throw new DenoiserException("The file \"" + file.path() + "\" has changed while it was in use. Start again.");
	}

	/**
	 * Reads a part of a plane.
	 *
	 * @param slice counted from 0
	 * @param color 0, 1 or 2 for red, green or blue; otherwise 0
	 * @param x the part's left column, from 0
	 * @param y the part's top row, from 0
	 * @param width of the part in pixels
	 * @param height of the part in pixels
	 * @return {@code byte[]}, {@code short[]} or {@code float[]} of the part, row by row, as the
	 *         file's {@link PixelType} says
	 * @throws DenoiserException if it cannot be read, or is damaged
	 */
	public Object read(final int slice, final int color, final int x, final int y, final int width, final int height) {
		final Page page = file.page(slice);
		final int sample = page.sample(file.channel(slice) + color);
		final Object pixels = page.type().allocate(Math.multiplyExact(width, height));
		try {
			for (int row = y / page.chunkHeight(); row * (long) page.chunkHeight() < y + height; row++) {
				for (int column = x / page.chunkWidth(); column * (long) page.chunkWidth() < x + width; column++) {
					cancel.throwIfCancelled();
					final Part part = new Part(page, column, row, x, y, width, height);
					copy(page, file.shift(slice), page.chunk(column, row, sample), page.isPlanar() ? 0 : sample, part, pixels);
				}
			}
			return pixels;
		}
		catch (final EOFException e) {
			throw Problems.damaged(file.path(), "it has become shorter", e);
		}
		catch (final IOException e) {
			throw Problems.unreadable(file.path(), e);
		}
	}

	/** What of a strip or tile is asked for, in its own coordinates, and where that goes. */
	private static final class Part {

		private final int left;
		private final int top;
		private final int width;
		private final int height;
		private final int target;
		private final int targetWidth;

		Part(final Page page, final int column, final int row, final int x, final int y, final int width,
			final int height)
		{
			final int x0 = column * page.chunkWidth();
			final int y0 = row * page.chunkHeight();
			left = Math.max(x, x0) - x0;
			top = Math.max(y, y0) - y0;
			this.width = (int) Math.min((long) x + width - x0, page.chunkWidth()) - left;
			this.height = (int) Math.min((long) y + height - y0, page.chunkHeight()) - top;
			target = (y0 + top - y) * width + x0 + left - x;
			targetWidth = width;
		}
	}

	private void copy(final Page page, final long shift, final int chunk, final int sample, final Part part,
		final Object pixels) throws IOException
	{
		final boolean isCompressed = page.compression() != Compression.NONE;
		final long firstBit = (long) part.left * page.samplesTogether() * page.bits();
		final long lastBit = firstBit + (long) part.width * page.samplesTogether() * page.bits();
		final long firstByte = firstBit / Byte.SIZE;
		final int rowBytes = (int) ((lastBit + Byte.SIZE - 1) / Byte.SIZE - firstByte);
		// Whole rows follow each other in the file, and are read in one go.
		final int rows = rowBytes == page.rowBytes() ? Math.max(1, Math.min(part.height, READ_AHEAD / rowBytes)) : 1;
		final byte[] stored = isCompressed ? chunk(new Place(page, shift, chunk)) : new byte[rows * rowBytes];
		for (int y = 0; y < part.height; y++) {
			final long start = (part.top + y) * page.rowBytes() + firstByte;
			if (!isCompressed && y % rows == 0) bytes.read(page.offset(chunk) + shift + start,
				ByteBuffer.wrap(stored, 0, Math.min(rows, part.height - y) * rowBytes));
			final long at = isCompressed ? start : (long) (y % rows) * rowBytes;
			new Samples(page, stored, at * Byte.SIZE + firstBit % Byte.SIZE + (long) sample * page.bits()).copy(part.width,
				pixels, part.target + y * part.targetWidth);
		}
	}

	private synchronized byte[] chunk(final Place place) {
		final byte[] known = cache.get(place);
		if (known != null) return known;
		final byte[] read = Decompressor.read(bytes, place.page, place.chunk, place.shift);
		cached += read.length;
		cache.put(place, read);
		while (cached > maxCache && cache.size() > 1) {
			cached -= cache.remove(cache.keySet().iterator().next()).length;
		}
		return read;
	}

	@Override
	public void close() {
		try {
			bytes.close();
		}
		catch (final IOException e) {
			// Nothing was written.
		}
	}
}
